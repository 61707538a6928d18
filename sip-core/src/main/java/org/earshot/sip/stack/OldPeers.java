package org.earshot.sip.stack;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import javax.sip.message.Request;
import org.earshot.sip.message.Hop;

/**
 * Requests of RFC 2543, whose branch names no transaction: the stack would search its tables for it. They get a branch
 * made of what RFC 3261 §17.2.3 compares in its place, and a Contact where the INVITE did not need one.
 */
final class OldPeers {
  // RFC 3261 §8.1.1.7: what every branch begins with that names a transaction
  private static final String COOKIE = "z9hG4bK";

  private OldPeers() {}

  static void adapt(SIPRequest request, Hop peer) throws ParseException {
    Via via = request.getTopmostVia();
    String branch = via.getBranch();
    if (branch != null && branch.length() > COOKIE.length()
        && branch.regionMatches(true, 0, COOKIE, 0, COOKIE.length())) {
      return;
    }
    String names = request.getCallId().getCallId() + request.getFromTag() + request.getCSeq().getSeqNumber();
    via.setBranch(COOKIE + "2543" + Integer.toHexString(names.hashCode())
        + Integer.toHexString((branch + via.getSentBy() + names).hashCode()));
    if (request.getMethod().equals(Request.INVITE)) {
      Outgoing.setIfAbsent(request, "Contact", "<sip:" + peer.address().getAddress().getHostAddress() + ":"
          + peer.address().getPort() + ">");
    }
  }
}
