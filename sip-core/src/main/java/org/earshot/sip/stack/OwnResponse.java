package org.earshot.sip.stack;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPDuplicateHeaderException;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.util.List;

/**
 * An answer of ours. It is written to bytes once, when it leaves: the stack writes it a second time to keep it for
 * retransmissions, which are to be the same bytes anyway. Used by one thread at a time.
 */
final class OwnResponse extends SIPResponse {
  private static final long serialVersionUID = 1L;
  // RFC 3261 §8.2.6.2; Record-Route where a dialog may come of it (§12.1.1)
  private static final List<String> SHARED = List.of("via", "from", "call-id", "cseq", "timestamp");

  private transient byte[] sent;

  /** The frame of an answer, sharing what is not changed with the request; the To is a copy, since it gets a tag. */
  static OwnResponse to(SIPRequest request, int status, String reason, boolean recordRoute) {
    var response = new OwnResponse();
    try {
      response.setStatusCode(status);
    } catch (ParseException impossible) {
      throw new IllegalArgumentException("no status: " + status, impossible);
    }
    response.setReasonPhrase(reason);
    SHARED.forEach(name -> response.attach(request.getSIPHeaderListLowerCase(name)));
    response.attach((SIPHeader) ((SIPHeader) request.getTo()).clone());
    if (recordRoute) {
      response.attach(request.getSIPHeaderListLowerCase("record-route"));
    }
    return response;
  }

  private void attach(SIPHeader header) {
    if (header == null) {
      return;
    }
    try {
      attachHeader(header, true);
    } catch (SIPDuplicateHeaderException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public byte[] encodeAsBytes(String transport) {
    return sent == null ? super.encodeAsBytes(transport) : sent;
  }

  /** These bytes have left: nothing that is changed from now on counts. */
  void sent(byte[] bytes) {
    sent = bytes;
  }
}
