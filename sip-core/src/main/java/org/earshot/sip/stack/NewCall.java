package org.earshot.sip.stack;

import java.nio.charset.StandardCharsets;

/**
 * Looks for an INVITE outside any dialog in the bytes of a message, at a small part of what parsing costs. Whatever is
 * malformed is none: the parser says what is wrong with it.
 */
final class NewCall {
  private static final byte[] INVITE = "INVITE ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAG = "tag=".getBytes(StandardCharsets.US_ASCII);
  private static final int NONE = 0;

  private NewCall() {}

  /** A number for the message's Call-ID and CSeq, which its repeats share; 0 where it is no new call. */
  static int key(byte[] message) {
    if (!startsWith(message, 0, INVITE, 0)) {
      return NONE;
    }
    int key = 17;
    int found = 0;
    for (int at = nextLine(message, 0); at < message.length && message[at] != '\r'; at = nextLine(message, at)) {
      int value = value(message, at, "to", "t");
      if (value > 0 && contains(message, value, TAG)) {
        return NONE;
      }
      int named = Math.max(value(message, at, "call-id", "i"), value(message, at, "cseq", null));
      if (named > 0) {
        key = 31 * key + hash(message, named);
        found++;
      }
    }
    return found < 2 || key == NONE ? NONE : key;
  }

  /** Where the value of the line's field begins, if that has one of these names; else 0. */
  private static int value(byte[] message, int line, String name, String compact) {
    int end = nameEnd(message, line, name);
    if (end == 0 && compact != null) {
      end = nameEnd(message, line, compact);
    }
    return end;
  }

  private static int nameEnd(byte[] message, int line, String name) {
    int at = line;
    for (int i = 0; i < name.length(); i++, at++) {
      if (at >= message.length || (message[at] >= 'A' && message[at] <= 'Z' ? message[at] | 0x20 : message[at])
          != name.charAt(i)) {
        return 0;
      }
    }
    while (at < message.length && (message[at] == ' ' || message[at] == '\t')) {
      at++;
    }
    return at < message.length && message[at] == ':' ? at + 1 : 0;
  }

  private static int hash(byte[] message, int from) {
    int hash = 1;
    for (int i = from; i < message.length && message[i] != '\r' && message[i] != '\n'; i++) {
      hash = message[i] == ' ' ? hash : 31 * hash + message[i];
    }
    return hash;
  }

  private static boolean contains(byte[] message, int from, byte[] wanted) {
    for (int i = from; i < message.length && message[i] != '\n'; i++) {
      if ((message[i] | 0x20) == wanted[0] && startsWith(message, i, wanted, 0x20)) {
        return true;
      }
    }
    return false;
  }

  /** {@code folding}: bits that are set before bytes are compared; 0x20 for letters of either case. */
  private static boolean startsWith(byte[] message, int from, byte[] wanted, int folding) {
    if (message.length - from < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((message[from + i] | folding) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static int nextLine(byte[] message, int from) {
    int at = from;
    while (at < message.length && message[at] != '\n') {
      at++;
    }
    return at + 1;
  }
}
