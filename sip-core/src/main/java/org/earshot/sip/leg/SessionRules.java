package org.earshot.sip.leg;

import java.util.Optional;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;

/**
 * What a leg does about session timers (RFC 4028).
 *
 * @param expiresS the interval we ask for, and the longest that we agree to where we ask for one
 * @param minimumS the shortest that we agree to
 */
public record SessionRules(Mode mode, long expiresS, long minimumS) {
  static final String OPTION = "timer";

  public enum Mode {
    /** As if we had never heard of them. */
    OFF,
    /** Where the peer asks for one. */
    ACCEPT,
    /** We ask for one in every call. */
    REQUEST
  }

  public static final SessionRules NONE = new SessionRules(Mode.OFF, 1800, 90);

  boolean off() {
    return mode == Mode.OFF;
  }

  /** The refusal of a request whose interval is too short, or that insists on what we do not do; else empty. */
  public Optional<SipResponse> refusal(SipRequest request) {
    Headers headers = request.headers();
    if (off()) {
      // RFC 3261 §8.2.2.3
      return headers.lists("Require", OPTION)
          ? Optional.of(SipResponse.of(420, "Bad Extension").with("Unsupported", OPTION)) : Optional.empty();
    }
    // RFC 4028 §9: 422 with our minimum
    return SessionExpires.in(headers).filter(asked -> asked.intervalS() < minimumS)
        .map(_ -> SipResponse.of(422, "Session Interval Too Small").with("Min-SE", Long.toString(minimumS)));
  }
}
