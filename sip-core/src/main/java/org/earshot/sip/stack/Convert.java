package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetSocketAddress;
import java.util.Set;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Multipart;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;

/** From the stack's message objects to our values. Nothing of the stack can be reached from what comes out. */
final class Convert {
  /** Methods that carry offers and answers. */
  private static final Set<String> NEGOTIATING = Set.of("INVITE", "ACK", "PRACK", "UPDATE");

  private Convert() {}

  /** Throws IllegalArgumentException with what is wrong where an address cannot be read. */
  static SipRequest request(SIPRequest request, Hop source, InetSocketAddress local) {
    RawText text = text(request);
    return new SipRequest(request.getMethod(), SipUri.parse(text.requestUri()), address(text, "From"),
        address(text, "To"), request.getCallId().getCallId(), request.getCSeq().getSeqNumber(), text.headers(),
        body(request), source, local);
  }

  private static NameAddr address(RawText text, String name) {
    try {
      return NameAddr.parse(text.headers().first(name).orElse(""));
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException("bad " + name + " header: " + problem.getMessage(), problem);
    }
  }

  static ResponseReceived response(SIPResponse response, int token) {
    return new ResponseReceived(response.getCSeq().getMethod(), token, response.getStatusCode(),
        String.valueOf(response.getReasonPhrase()), tag(response.getToTag()), response.getCallId().getCallId(),
        text(response).headers(), body(response));
  }

  static String tag(String tag) {
    return tag == null ? "" : tag;
  }

  static Headers headers(SIPMessage message) {
    return text(message).headers();
  }

  static RawText text(SIPMessage message) {
    if (message.getApplicationData() instanceof RawText text) {
      return text;
    }
    // a message that came to us without the wire in between (the stack short-cuts its own addresses)
    return RawText.of(message.encodeAsBytes(message.getTopmostVia().getTransport()));
  }

  static Body body(SIPMessage message) {
    byte[] bytes = message.getRawContent();
    if (bytes == null || bytes.length == 0) {
      return Body.NONE;
    }
    var body = new Body(text(message).headers().first("Content-Type").orElse(""), bytes);
    // a session description may come with other parts (RFC 5621 §3.1), which say nothing to us
    return NEGOTIATING.contains(message.getCSeq().getMethod()) ? Multipart.sdp(body).orElse(body) : body;
  }

  /** Where the packet came from, whatever its Via says. */
  static Hop source(SIPMessage message) {
    // PacketIntake has put there what the message came over
    return new Hop(Transport.of(message.getTopmostVia().getTransport()),
        new InetSocketAddress(message.getPeerPacketSourceAddress(), message.getPeerPacketSourcePort()));
  }
}
