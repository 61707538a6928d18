package org.earshot.sip.sdp;

/**
 * Who has an offer outstanding in a dialog (RFC 3264 §4: one at a time, in either direction), and what an offer gets that
 * comes now.
 */
public sealed interface OfferAnswer {

  /** Both sides agree. */
  record Stable() implements OfferAnswer {}

  /** Our offer waits for the peer's answer. */
  record LocalOffer() implements OfferAnswer {}

  /** The peer's offer waits for our answer. */
  record RemoteOffer() implements OfferAnswer {}

  /** What becomes of an offer of the peer's: taken, 491, or 500 with Retry-After. */
  enum Reception { TAKEN, GLARE, TOO_EARLY }

  /** RFC 3311 §5.2, RFC 3261 §14.2: 491 where ours is outstanding, 500 where an earlier one of theirs is unanswered. */
  default Reception offerReceived() {
    return switch (this) {
      case Stable _ -> Reception.TAKEN;
      case LocalOffer _ -> Reception.GLARE;
      case RemoteOffer _ -> Reception.TOO_EARLY;
    };
  }
}
