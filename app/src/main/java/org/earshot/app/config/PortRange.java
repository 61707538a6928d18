package org.earshot.app.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 16384-32767}: the whole pairs of an RTP and an RTCP port in it, so that it goes from even to odd. */
public record PortRange(int low, int high) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})\\s*-\\s*([0-9]{1,5})");
  /** Two legs, RTP and RTCP each. */
  private static final int PORTS_PER_CALL = 4;
  private static final int UNPRIVILEGED = 1024;

  /** Half a pair at either end is left out. Throws IllegalArgumentException with what is wrong. */
  public static PortRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no range of ports; write 16384-32767");
    }
    int first = Integer.parseInt(form.group(1));
    int last = Integer.parseInt(form.group(2));
    if (first < UNPRIVILEGED || last > 65535) {
      throw new IllegalArgumentException(text + " is not within " + UNPRIVILEGED + "-65535");
    }
    // RFC 3550 §11: RTP takes an even port, and RTCP the odd one above it.
    var range = new PortRange(first + first % 2, last - (last + 1) % 2);
    if (range.calls() < 1) {
      throw new IllegalArgumentException(text + " is too small: a call takes " + PORTS_PER_CALL + " ports");
    }
    return range;
  }

  /** How many calls of two legs it has room for. */
  public int calls() {
    return (high - low + 1) / PORTS_PER_CALL;
  }

  @Override
  public String toString() {
    return low + "-" + high;
  }
}
