package org.earshot.media.relay;

import org.earshot.media.net.Outcome;
import org.earshot.media.srtp.SrtpStatus;

/** What became of a packet whose protection was taken off. */
final class Protection {
  private Protection() {}

  /** Null where it goes on. */
  static Outcome outcome(SrtpStatus status) {
    return switch (status) {
      case OK -> null;
      case AUTH_FAIL -> Outcome.AUTH_FAIL;
      case REPLAYED, TOO_OLD -> Outcome.REPLAYED;
      case TOO_SHORT -> Outcome.TOO_SHORT;
      case TOO_LONG -> Outcome.TOO_LONG;
      case FAILED -> Outcome.BAD_LENGTH;
    };
  }
}
