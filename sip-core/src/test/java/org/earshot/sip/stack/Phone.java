package org.earshot.sip.stack;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes the requests of a caller: one dialog's worth of names. */
final class Phone {
  private static final AtomicInteger SERIAL = new AtomicInteger();

  final String callId = "call-" + SERIAL.incrementAndGet() + "-" + System.nanoTime();
  final String fromTag = "from" + SERIAL.incrementAndGet();
  private final String transport;
  private final int port;
  String toTag = "";
  String branch = branch();

  Phone(Peer peer) {
    this.transport = peer.transport();
    this.port = peer.port();
  }

  static String branch() {
    return "z9hG4bKtest" + SERIAL.incrementAndGet() + Long.toHexString(System.nanoTime());
  }

  String contact() {
    return "<sip:alice@127.0.0.1:" + port + (transport.equals("UDP") ? "" : ";transport=" + transport.toLowerCase(Locale.ROOT)) + ">";
  }

  String invite(String... lines) {
    branch = branch();
    return request("INVITE", "sip:bob@example.org", 1, branch, lines);
  }

  String cancel() {
    return request("CANCEL", "sip:bob@example.org", 1, branch);
  }

  /** The ACK of a 2xx, a transaction of its own; that of any other answer has the INVITE's branch. */
  String ack(Wire answer, String... lines) {
    boolean accepted = answer.status() < 300;
    if (accepted) {
      toTag = answer.tag("To");
    }
    String cseq = answer.header("CSeq").split(" ")[0];
    return request("ACK", accepted ? answer.contactUri() : "sip:bob@example.org", Integer.parseInt(cseq),
        accepted ? branch() : branch, answer.tag("To"), lines);
  }

  String request(String method, String uri, int cseq, String branch, String... lines) {
    return request(method, uri, cseq, branch, toTag, lines);
  }

  private String request(String method, String uri, int cseq, String branch, String toTag, String... lines) {
    var head = new StringBuilder(method + " " + uri + " SIP/2.0\r\n"
        + "Via: SIP/2.0/" + transport + " 127.0.0.1:" + port + ";branch=" + branch + ";rport\r\n"
        + "Max-Forwards: 70\r\n"
        + "From: \"Alice\" <sip:alice@example.org>;tag=" + fromTag + "\r\n"
        + "To: <sip:bob@example.org>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\n"
        + "Call-ID: " + callId + "\r\n"
        + "CSeq: " + cseq + " " + method + "\r\n"
        + "Contact: " + contact() + "\r\n");
    return Wire.finish(head, lines);
  }
}
