package org.earshot.app.call;

import java.util.List;
import java.util.Optional;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.sdp.SessionDescription;

/** What a step of {@link Hunting} comes to. */
sealed interface Hunted {
  List<CallAction> actions();

  /** It goes on. */
  record Going(Hunt hunt, List<News> news, List<CallAction> actions) implements Hunted {}

  /** Somebody has answered; all others are given up. {@code verdict}: on its early media. */
  record Won(Hunt hunt, int leg, SessionDescription answer, Optional<AmdVerdict> verdict, List<CallAction> actions)
      implements Hunted {}

  /** Nobody is left. {@code by}: as in the CDR. */
  record Lost(Hunt hunt, Failure failure, String by, List<CallAction> actions) implements Hunted {}

  /** A provisional answer, as whoever waits is to hear of it. */
  record News(int leg, int status, String reason, Optional<SessionDescription> sdp) {}
}
