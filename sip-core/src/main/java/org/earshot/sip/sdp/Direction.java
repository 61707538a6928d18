package org.earshot.sip.sdp;

import java.util.Locale;
import java.util.Optional;

/** Who sends media, seen from whoever wrote the description (RFC 8866 §6.7). */
public enum Direction {
  SENDRECV(true, true), SENDONLY(true, false), RECVONLY(false, true), INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  public boolean sends() {
    return sends;
  }

  public boolean receives() {
    return receives;
  }

  /** The same without receiving. */
  Direction sendingAtMost() {
    return sends ? SENDONLY : INACTIVE;
  }

  /** The attribute's name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Direction> of(String attributeName) {
    return switch (attributeName) {
      case "sendrecv" -> Optional.of(SENDRECV);
      case "sendonly" -> Optional.of(SENDONLY);
      case "recvonly" -> Optional.of(RECVONLY);
      case "inactive" -> Optional.of(INACTIVE);
      default -> Optional.empty();
    };
  }
}
