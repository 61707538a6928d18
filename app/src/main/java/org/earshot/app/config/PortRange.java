package org.earshot.app.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 16384-32767}: even to odd, so that it is whole pairs of an RTP and an RTCP port. */
public record PortRange(int low, int high) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})\\s*-\\s*([0-9]{1,5})");
  /** Two legs, RTP and RTCP each. */
  private static final int PORTS_PER_CALL = 4;
  private static final int UNPRIVILEGED = 1024;

  /** Throws IllegalArgumentException with what is wrong. */
  public static PortRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no range of ports; write 16384-32767");
    }
    var range = new PortRange(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    range.refuseIfUnusable();
    return range;
  }

  private void refuseIfUnusable() {
    if (low < UNPRIVILEGED || high > 65535) {
      throw new IllegalArgumentException(this + " is not within " + UNPRIVILEGED + "-65535");
    }
    // RFC 3550 §11: RTP takes an even port, and RTCP the odd one above it.
    if (low % 2 != 0 || high % 2 == 0) {
      throw new IllegalArgumentException(this + " must begin with an even port and end with an odd one");
    }
    if (high - low + 1 < PORTS_PER_CALL) {
      throw new IllegalArgumentException(this + " is too small: a call takes " + PORTS_PER_CALL + " ports");
    }
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
