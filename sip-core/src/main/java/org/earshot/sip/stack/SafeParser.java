package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import javax.sip.InvalidArgumentException;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Headers.Field;

/**
 * The stack's parser with its failures made harmless: whatever it throws becomes null, which the stack takes for a
 * packet to ignore. Used by one channel's thread at a time.
 */
final class SafeParser extends StringMsgParser {

  @Override
  public SIPMessage parseSIPMessage(byte[] bytes, boolean readBody, boolean strict, ParseExceptionListener listener)
      throws ParseException {
    try {
      SIPMessage message = super.parseSIPMessage(bytes, readBody, strict, listener);
      if (message == null || message.getTopmostVia() == null || message.getFrom() == null || message.getTo() == null
          || message.getCallId() == null || message.getCSeq() == null) {
        return null;
      }
      if (message instanceof SIPRequest && message.getMaxForwards() == null) {
        // RFC 3261 §16.3: a request without it passes; the stack would throw later on
        message.setMaxForwards(new MaxForwards(70));
      }
      message.setApplicationData(textOf(bytes));
      return message;
    } catch (ParseException | InvalidArgumentException | RuntimeException | StackOverflowError problem) {
      return null;
    }
  }

  /** The first line and the header fields of a message as text, unfolded. */
  static RawText textOf(byte[] bytes) {
    List<Field> fields = new ArrayList<>();
    String firstLine = null;
    String pending = null;
    int at = 0;
    while (at < bytes.length) {
      int end = lineEnd(bytes, at);
      String line = new String(bytes, at, end - at, StandardCharsets.UTF_8).stripTrailing();
      at = end + (end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n' ? 2 : 1);
      if (firstLine == null) {
        firstLine = line.isEmpty() ? null : line;
        continue;
      }
      if (line.isEmpty()) {
        break;
      }
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        // RFC 3261 §7.3.1: a folded line goes on with a space
        pending = pending == null ? null : pending + " " + line.strip();
        continue;
      }
      add(pending, fields);
      pending = line;
    }
    add(pending, fields);
    return new RawText(firstLine == null ? "" : firstLine, new Headers(fields));
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\r' && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static void add(String line, List<Field> fields) {
    int colon = line == null ? -1 : line.indexOf(':');
    if (colon > 0) {
      fields.add(new Field(HeaderNames.longName(line.substring(0, colon).strip()), line.substring(colon + 1).strip()));
    }
  }
}
