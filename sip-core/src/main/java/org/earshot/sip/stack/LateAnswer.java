package org.earshot.sip.stack;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.stack.Transports.Point;

/**
 * Ends a call that nobody waits for any more: a fork that answered 2xx when its leg was gone already, or for which the
 * stack has no dialog. RFC 3261 §13.2.2.4: ACK, then BYE. Both go to where the answer came from and nowhere else, so
 * that a forged answer gains nothing.
 */
final class LateAnswer {
  private final StackParts parts;

  LateAnswer(StackParts parts) {
    this.parts = parts;
  }

  void end(SIPResponse response, SipProviderImpl provider, Hop source) throws SipException, IOException {
    Point point = parts.transports().of(provider, source.transport());
    long cseq = response.getCSeq().getSeqNumber();
    SIPRequest ack = request(Request.ACK, cseq, response, point, source);
    new AckTo(point, Hops.jain(source)).send(ack);
    SIPRequest bye = request(Request.BYE, cseq + 1, response, point, source);
    bye.setApplicationData(Hops.jain(source));
    provider.getNewClientTransaction(bye).sendRequest();
  }

  private SIPRequest request(String method, long cseq, SIPResponse response, Point point, Hop source)
      throws SipException, IOException {
    Headers headers = Convert.headers(response);
    var text = new StringBuilder(512).append(method).append(' ').append(target(headers)).append(" SIP/2.0\r\n")
        .append("Via: SIP/2.0/").append(point.transport()).append(' ').append(parts.addresses().host(point, source))
        .append(':').append(point.bound().getPort()).append(";rport;branch=").append(parts.ids().branch())
        .append("\r\nMax-Forwards: 70\r\n");
    for (String name : List.of("From", "To", "Call-ID")) {
      text.append(name).append(": ").append(headers.first(name).orElse("")).append("\r\n");
    }
    // RFC 3261 §12.1.2: the route set of a UAC is the Record-Route backwards
    for (String route : headers.all("Record-Route").reversed()) {
      for (NameAddr hop : NameAddr.parseList(route).reversed()) {
        text.append("Route: ").append(hop).append("\r\n");
      }
    }
    text.append("CSeq: ").append(cseq).append(' ').append(method).append("\r\nContent-Length: 0\r\n\r\n");
    try {
      return (SIPRequest) new StringMsgParser()
          .parseSIPMessage(text.toString().getBytes(StandardCharsets.UTF_8), true, false, null);
    } catch (ParseException problem) {
      throw new SipException("a late answer that cannot be ended: " + problem.getMessage(), problem);
    }
  }

  private static String target(Headers headers) {
    String address = headers.first("Contact").or(() -> headers.first("To")).orElse("");
    return NameAddr.parseList(address).getFirst().uri().toString();
  }
}
