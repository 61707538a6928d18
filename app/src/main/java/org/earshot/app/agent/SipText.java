package org.earshot.app.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A SIP message as its text: enough to answer it and to read what it says. */
public record SipText(String startLine, List<Field> fields, String body) {

  public record Field(String name, String value) {
    @Override
    public String toString() {
      return name + ": " + value;
    }
  }

  public SipText {
    fields = List.copyOf(fields);
  }

  public static SipText parse(byte[] datagram, int length) {
    String text = new String(datagram, 0, length, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = (end < 0 ? text : text.substring(0, end)).split("\r\n");
    var fields = new ArrayList<Field>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      fields.add(new Field(lines[i].substring(0, colon).strip(), lines[i].substring(colon + 1).strip()));
    }
    return new SipText(lines[0], fields, end < 0 ? "" : text.substring(end + 4));
  }

  public byte[] bytes() {
    var text = new StringBuilder(startLine).append("\r\n");
    fields.forEach(field -> text.append(field).append("\r\n"));
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return text.append("Content-Length: ").append(length).append("\r\n\r\n").append(body).toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  public boolean isRequest() {
    return !startLine.startsWith("SIP/2.0 ");
  }

  public String method() {
    return isRequest() ? startLine.substring(0, startLine.indexOf(' ')) : header("CSeq").replaceAll("\\d+\\s+", "");
  }

  public int status() {
    return Integer.parseInt(startLine.split(" ")[1]);
  }

  /** The first of that name; empty text where there is none. */
  public String header(String name) {
    return find(name).orElse("");
  }

  public Optional<String> find(String name) {
    return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
  }

  /** RFC 3261 §8.2.6.2: a response repeats Via, From, To, Call-ID and CSeq, and adds a tag of ours to To. */
  public SipText response(int status, String reason, String tag, List<Field> more, String body) {
    var answer = new ArrayList<Field>();
    for (Field field : fields) {
      switch (field.name().toLowerCase(Locale.ROOT)) {
        case "via", "from", "call-id", "cseq", "record-route" -> answer.add(field);
        case "to" -> answer.add(field.value().contains("tag=") ? field : new Field("To", field.value() + ";tag=" + tag));
        default -> { }
      }
    }
    answer.addAll(more);
    return new SipText("SIP/2.0 " + status + " " + reason, answer, body);
  }
}
