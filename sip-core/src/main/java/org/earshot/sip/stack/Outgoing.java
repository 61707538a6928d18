package org.earshot.sip.stack;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.earshot.sip.leg.LegCommand.Invite;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Headers.Field;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.stack.Transports.Point;

/** Puts our values into the stack's message objects. Every message is made afresh; none is ever shared. */
final class Outgoing {
  /** What a call of ours does something with. */
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, MESSAGE, PRACK, UPDATE, REFER, NOTIFY";
  private static final int MAX_FORWARDS = 70;

  private final Ids ids;
  private final String product;

  Outgoing(Ids ids, String product) {
    this.ids = ids;
    this.product = oneLine(product);
  }

  /** The first INVITE of a leg, or its repeat with credentials. */
  SIPRequest invite(LegEntry leg, Invite invite, int cseq, Headers credentials) throws SipException {
    SIPRequest request = parsed("INVITE " + invite.requestUri() + " SIP/2.0\r\n"
        + "Via: " + via(leg.point, leg.localHost, leg.cameFor) + "\r\n"
        + "Max-Forwards: " + maxForwards(invite.headers()) + "\r\n"
        + "From: " + invite.from().withParam("tag", leg.localTag) + "\r\n"
        + "To: " + invite.to() + "\r\n"
        + "Call-ID: " + leg.callId + "\r\n"
        + "CSeq: " + cseq + " INVITE\r\n"
        + "Contact: <" + leg.contactUri() + ">\r\n"
        + "Content-Length: 0\r\n\r\n");
    fill(request, invite.headers(), invite.body());
    setEach(request, credentials);
    setIfAbsent(request, "Allow", ALLOW);
    return request;
  }

  /** A request that begins nothing: REGISTER, OPTIONS, MESSAGE. {@code host}: where the hop sees us. */
  SIPRequest outOfDialog(OutgoingRequest request, Point point, String host) throws SipException {
    var series = request.series();
    NameAddr from = series.from().param("tag").isPresent() ? series.from() : series.from().withParam("tag", ids.tag());
    SIPRequest message = parsed(request.method() + " " + request.requestUri() + " SIP/2.0\r\n"
        + "Via: " + via(point, host) + "\r\n"
        + "Max-Forwards: " + maxForwards(request.headers()) + "\r\n"
        + "From: " + from + "\r\n"
        + "To: " + series.to() + "\r\n"
        + "Call-ID: " + (series.callId().isEmpty() ? ids.callId() : series.callId()) + "\r\n"
        + "CSeq: " + series.cseq() + " " + request.method() + "\r\n"
        + "Content-Length: 0\r\n\r\n");
    request.contact().ifPresent(own -> set(message, "Contact",
        new NameAddr("", point.contact(own.user(), host), own.params()).toString()));
    fill(message, request.headers(), request.body());
    return message;
  }

  private static SIPRequest parsed(String text) throws SipException {
    try {
      return (SIPRequest) new StringMsgParser()
          .parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null);
    } catch (ParseException problem) {
      throw new SipException("a request that cannot be written: " + problem.getMessage(), problem);
    }
  }

  /** A hop count given by the call goes on counting across our legs, which is what ends a loop through us. */
  private static int maxForwards(Headers headers) {
    try {
      return headers.first("Max-Forwards").map(Integer::parseInt).filter(hops -> hops >= 0 && hops <= 255)
          .orElse(MAX_FORWARDS);
    } catch (NumberFormatException unreadable) {
      return MAX_FORWARDS;
    }
  }

  private String via(Point point, String host) {
    return via(point, host, Optional.empty());
  }

  /** {@code dialled}: the number of the call that the request goes on with. */
  private String via(Point point, String host, Optional<String> dialled) {
    return "SIP/2.0/" + point.transport() + " " + host + ":" + point.bound().getPort() + ";rport;branch="
        + dialled.map(ids::branchFor).orElseGet(ids::branch);
  }

  /** A request in the dialog, as the stack has prepared it: our Via, Contact and what the leg wants to say. */
  void inDialog(SIPRequest request, LegEntry leg, Headers headers, Body body) throws SipException {
    set(request, "Via", via(leg.point, leg.localHost));
    if (SIPRequest.isTargetRefresh(request.getMethod()) || request.getMethod().equals(Request.REFER)) {
      set(request, "Contact", "<" + leg.contactUri() + ">");
    } else {
      request.removeHeader("Contact");
    }
    fill(request, headers, body);
  }

  /** ACK and CANCEL: only what the call adds. */
  void fill(SIPMessage message, Headers headers, Body body) throws SipException {
    set(message, message instanceof SIPRequest ? "User-Agent" : "Server", product);
    joined(headers).forEach((name, value) -> set(message, name, value));
    addEach(message, headers);
    if (!body.isEmpty()) {
      try {
        message.setContent(body.bytes(), contentType(body));
      } catch (ParseException problem) {
        throw new SipException("a body of type " + body.contentType(), problem);
      }
    }
  }

  /** These credentials and no others, whatever the stack has copied from an earlier request. */
  static void setEach(SIPRequest request, Headers credentials) {
    request.removeHeader("Authorization");
    request.removeHeader("Proxy-Authorization");
    addEach(request, credentials);
  }

  /** Challenges and credentials: each on a line of its own. */
  static void addEach(SIPMessage message, Headers headers) {
    for (Field field : headers.fields()) {
      if (HeaderNames.isOneALine(field.name())) {
        message.addHeader(header(HeaderNames.longName(field.name()), oneLine(field.value())));
      }
    }
  }

  private static ContentType contentType(Body body) throws ParseException {
    SIPHeader header = StringMsgParser.parseSIPHeader("Content-Type: " + oneLine(body.contentType()));
    if (header instanceof ContentType type) {
      return type;
    }
    throw new ParseException("no content type: " + body.contentType(), 0);
  }

  SIPResponse response(SIPRequest request, int status, String reason, Headers headers, Body body) throws SipException {
    SIPResponse response = request.createResponse(status, oneLine(reason));
    // RFC 3261 §8.2.6.1: what the request was is none of the answer's business beyond these
    response.removeContent();
    fill(response, headers, body);
    return response;
  }

  /** Fields of one name as one list: the stack keeps only the first of several single headers. */
  private static Map<String, String> joined(Headers headers) {
    var joined = new LinkedHashMap<String, String>();
    for (Field field : headers.fields()) {
      if (!HeaderNames.isOurs(field.name()) && !HeaderNames.isOneALine(field.name())) {
        joined.merge(HeaderNames.longName(field.name()), oneLine(field.value()), (a, b) -> a + ", " + b);
      }
    }
    return joined;
  }

  static void setIfAbsent(SIPMessage message, String name, String value) {
    if (message.getHeader(name) == null) {
      set(message, name, value);
    }
  }

  static void set(SIPMessage message, String name, String value) {
    message.removeHeader(name);
    message.setHeader(header(name, value));
  }

  private static SIPHeader header(String name, String value) {
    if (HeaderNames.isText(name)) {
      return plain(name, value);
    }
    try {
      return StringMsgParser.parseSIPHeader(name + ": " + value);
    } catch (ParseException | RuntimeException unreadable) {
      // a header the stack does not understand is still the call's to send
      return plain(name, value);
    }
  }

  private static SIPHeader plain(String name, String value) {
    var plain = new ExtensionHeaderImpl(name);
    plain.setValue(value);
    return plain;
  }

  /** A value must not be able to end its own line. */
  private static String oneLine(String value) {
    return value.indexOf('\r') < 0 && value.indexOf('\n') < 0 ? value : value.replaceAll("[\\r\\n]+", " ");
  }
}
