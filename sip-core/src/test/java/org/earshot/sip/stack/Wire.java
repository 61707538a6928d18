package org.earshot.sip.stack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message as it stood on the wire, read by regular expressions only: the tests trust no parser. */
record Wire(String text) {
  String firstLine() {
    return text.substring(0, text.indexOf("\r\n"));
  }

  boolean isRequest(String method) {
    return firstLine().startsWith(method + " ");
  }

  int status() {
    return firstLine().startsWith("SIP/2.0 ") ? Integer.parseInt(firstLine().substring(8, 11)) : 0;
  }

  /** The first value of a header field; empty where there is none. */
  String header(String name) {
    Matcher matcher = Pattern.compile("(?im)^" + Pattern.quote(name) + "\\s*:\\s*(.*?)\\s*$").matcher(head());
    return matcher.find() ? matcher.group(1) : "";
  }

  int count(String name) {
    return (int) Pattern.compile("(?im)^" + Pattern.quote(name) + "\\s*:").matcher(head()).results().count();
  }

  String tag(String name) {
    Matcher matcher = Pattern.compile(";tag=([^;>\\s]+)").matcher(header(name));
    return matcher.find() ? matcher.group(1) : "";
  }

  /** What stands between the angle brackets of Contact. */
  String contactUri() {
    return header("Contact").replaceAll(".*<(.*)>.*", "$1");
  }

  String body() {
    return text.substring(text.indexOf("\r\n\r\n") + 4);
  }

  private String head() {
    return text.substring(text.indexOf("\r\n") + 2, text.indexOf("\r\n\r\n") + 2);
  }

  /** An answer to this request: what RFC 3261 §8.2.6.2 copies, a To tag, and the given lines. */
  String answer(int status, String reason, String toTag, String... lines) {
    var out = new StringBuilder("SIP/2.0 " + status + " " + reason + "\r\n");
    for (String name : new String[] {"Via", "From", "Call-ID", "CSeq"}) {
      out.append(name).append(": ").append(header(name)).append("\r\n");
    }
    String to = header("To");
    out.append("To: ").append(to.contains(";tag=") || toTag.isEmpty() ? to : to + ";tag=" + toTag).append("\r\n");
    return Wire.finish(out, lines);
  }

  static String finish(StringBuilder head, String... lines) {
    String body = "";
    for (String line : lines) {
      if (line.startsWith("v=0")) {
        body = line;
        head.append("Content-Type: application/sdp\r\n");
      } else {
        head.append(line).append("\r\n");
      }
    }
    return head.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body).toString();
  }
}
