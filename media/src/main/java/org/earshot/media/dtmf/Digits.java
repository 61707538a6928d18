package org.earshot.media.dtmf;

/** Digits and their numbers as events (RFC 4733 §3.2, table 3). Pure. */
public final class Digits {
  private static final String EVENTS = "0123456789*#ABCD";

  private Digits() {}

  /** Whether it is one: 0 to 9, *, #, A to D. */
  public static boolean isDigit(char digit) {
    return EVENTS.indexOf(digit) >= 0;
  }

  static int event(char digit) {
    int event = EVENTS.indexOf(Character.toUpperCase(digit));
    if (event < 0) {
      throw new IllegalArgumentException("no digit");
    }
    return event;
  }

  /** The digit of an event, 0 to 15. */
  static char digit(int event) {
    return EVENTS.charAt(event);
  }

  static boolean isEvent(int event) {
    return event < EVENTS.length();
  }
}
