package org.earshot.sip.stack;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import javax.sip.InvalidArgumentException;

/**
 * The stack's parser behind our own checks, with its failures made harmless: a message or a reason, never an exception
 * or an error. Used by one thread at a time.
 */
final class SafeParser extends StringMsgParser {
  private static final Set<Class<?>> NEEDED = Set.of(From.class, To.class, CSeq.class, Via.class, CallID.class,
      ContentLength.class, RequestLine.class, StatusLine.class);
  // what the stack looks into; the rest of a message stays text, where our own readers find it
  private static final Set<String> PARSED = Set.of("via", "from", "to", "call-id", "cseq", "contact", "max-forwards",
      "route", "record-route", "content-length", "content-type", "expires", "event", "subscription-state", "refer-to",
      "require", "rseq", "rack", "timestamp");
  private static final int MAX_FORWARDS = 70;

  private boolean whole;

  /** The text is no message that can be worked with; {@code status} is what a request is answered. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    final String word;
    final int status;

    /** {@code word}: one of a small fixed set, for the counter; {@code why}: for the reason phrase. */
    Malformed(String word, int status, String why) {
      super(why, null, false, false);
      this.word = word;
      this.status = status;
    }
  }

  /** The message, with its {@link RawText} as application data and exactly its body. */
  SIPMessage parse(byte[] bytes) throws Malformed {
    RawText text = RawText.of(bytes);
    int bodyLength = WellFormed.check(text, bytes.length - text.headLength());
    SIPMessage message = parseHead(Arrays.copyOf(bytes, text.headLength()));
    if (bodyLength > 0) {
      // RFC 3261 §18.3: what follows the stated length is no part of the message
      message.setMessageContent(Arrays.copyOfRange(bytes, text.headLength(), text.headLength() + bodyLength));
    }
    message.setApplicationData(text);
    return message;
  }

  private SIPMessage parseHead(byte[] head) throws Malformed {
    try {
      SIPMessage message = super.parseSIPMessage(head, false, false, SafeParser::onHeaderProblem);
      if (message == null || message.getTopmostVia() == null || message.getFrom() == null || message.getTo() == null
          || message.getCallId() == null || message.getCSeq() == null) {
        throw new Malformed("headers", 400, "Mandatory header unreadable");
      }
      if (message instanceof SIPRequest && message.getMaxForwards() == null) {
        // RFC 3261 §16.3: a request without it passes; the stack would throw later on
        message.setMaxForwards(new MaxForwards(MAX_FORWARDS));
      }
      return message;
    } catch (ParseException | InvalidArgumentException | RuntimeException | StackOverflowError problem) {
      throw new Malformed("syntax", 400, "Malformed message");
    }
  }

  @Override
  protected void processHeader(String header, SIPMessage message, ParseExceptionListener listener, byte[] raw)
      throws ParseException {
    int colon = header.indexOf(':');
    if (whole || colon < 0
        || PARSED.contains(HeaderNames.longName(header.substring(0, colon).strip()).toLowerCase(Locale.ROOT))) {
      super.processHeader(header, message, listener, raw);
    }
  }

  @Override
  protected SIPMessage processFirstLine(String line, ParseExceptionListener listener, byte[] whole)
      throws ParseException {
    SIPMessage message = super.processFirstLine(line, listener, whole);
    if (message instanceof SIPRequest parsed) {
      var ours = new ReceivedRequest();
      ours.setRequestLine(parsed.getRequestLine());
      return ours;
    }
    return message;
  }

  /** What we cannot do without ends the message; any other header stays in its text only. */
  private static void onHeaderProblem(ParseException problem, SIPMessage message, Class<?> header, String line,
                                      String whole) throws ParseException {
    if (header != null && NEEDED.contains(header)) {
      throw problem;
    }
  }

  /** The stack reads its own messages again. Null, which it takes for nothing, where that fails. */
  @Override
  public SIPMessage parseSIPMessage(byte[] bytes, boolean readBody, boolean strict, ParseExceptionListener listener) {
    try {
      whole = true;
      return parse(bytes);
    } catch (Malformed problem) {
      return null;
    }
  }
}
