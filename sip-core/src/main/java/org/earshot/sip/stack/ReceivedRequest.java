package org.earshot.sip.stack;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Locale;
import javax.sip.message.Request;

/**
 * A request of a peer, with a transaction id of its own. The stack's is the branch alone, so that two peers with the
 * same branch, or one that uses a branch twice, would fall into each other's transactions.
 */
final class ReceivedRequest extends SIPRequest {
  private static final long serialVersionUID = 1L;

  private transient String transactionId;

  @Override
  public String getTransactionId() {
    if (transactionId == null) {
      transactionId = idOf(this, getCSeq().getMethod());
    }
    return transactionId;
  }

  @Override
  public SIPResponse createResponse(int status, String reason) {
    return OwnResponse.to(this, status, reason, mustCopyRR(status));
  }

  /** RFC 3261 §17.2.3: branch, sent-by and method tell transactions apart; an ACK belongs to its INVITE. */
  static String idOf(SIPRequest request, String method) {
    Via via = request.getTopmostVia();
    String suffix = method.equals(Request.INVITE) || method.equals(Request.ACK) ? "" : ":" + method;
    return (via.getBranch() + "|" + via.getSentBy() + suffix).toLowerCase(Locale.ROOT);
  }
}
