package org.earshot.sip.sdp;

import java.util.List;
import java.util.Optional;

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

  /** What is wrong with an answer to that offer (RFC 3264 §6); empty where it fits. */
  static Optional<String> check(SessionDescription offer, SessionDescription answer) {
    List<MediaDescription> asked = offer.media();
    List<MediaDescription> given = answer.media();
    if (asked.size() != given.size()) {
      return Optional.of("the answer has " + given.size() + " media lines, the offer " + asked.size());
    }
    for (int i = 0; i < asked.size(); i++) {
      String line = "media line " + (i + 1);
      if (!asked.get(i).type().equals(given.get(i).type())) {
        return Optional.of(line + " is " + given.get(i).type() + " in the answer, " + asked.get(i).type() + " in the offer");
      }
      if (given.get(i).isDeclined()) {
        continue;
      }
      if (asked.get(i).isDeclined()) {
        return Optional.of(line + " accepts what was not offered");
      }
      if (!isSame(asked.get(i).protocol(), given.get(i).protocol())) {
        return Optional.of(line + " answers " + asked.get(i).protocol() + " with " + given.get(i).protocol());
      }
    }
    return Optional.empty();
  }

  /** RFC 4585 §4: feedback, the F at the end, is negotiated apart; phones answer AVPF with AVP. */
  private static boolean isSame(String asked, String given) {
    return asked.equals(given) || asked.equals(given + "F") || given.equals(asked + "F");
  }
}
