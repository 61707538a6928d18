package org.earshot.app.trunk;

import java.util.Optional;
import org.earshot.sip.message.SipUri;

/** Where our registration with a trunk stands. */
sealed interface RegistrationState {

  /** Not begun. */
  record Idle() implements RegistrationState {}

  /** A REGISTER is out. {@code bound}: what still holds meanwhile; {@code failures}: in a row before this one. */
  record Asking(Ask ask, Optional<Bound> bound, int failures) implements RegistrationState {}

  /** Bound; the refresh is timed. */
  record Registered(Bound bound) implements RegistrationState {}

  /** Not bound, or not for long; the next try is timed. {@code refused}: the trunk said no, as against not being there. */
  record Waiting(Optional<Bound> bound, int failures, String why, boolean refused) implements RegistrationState {}

  /** The binding is being removed. */
  record Leaving(int rounds) implements RegistrationState {}

  record Gone() implements RegistrationState {}

  /**
   * What the registrar granted.
   *
   * @param untilNanos when it ends
   * @param askedS     what we asked for: a registrar may want more (423)
   */
  record Bound(long untilNanos, long grantedS, int askedS) {}

  /**
   * One REGISTER.
   *
   * @param expiresS  asked for; 0: remove
   * @param server    which of the registrar's addresses, in their order
   * @param rounds    how often this was challenged
   * @param redirect  where a 3xx sent us, instead of the registrar
   * @param redirects how many 3xx so far
   */
  record Ask(int expiresS, int server, int rounds, Optional<SipUri> redirect, int redirects) {
    static Ask first(int expiresS) {
      return new Ask(expiresS, 0, 0, Optional.empty(), 0);
    }

    Ask challenged() {
      return new Ask(expiresS, server, rounds + 1, redirect, redirects);
    }

    Ask longer(int moreS) {
      return new Ask(moreS, server, 0, redirect, redirects);
    }

    Ask nextServer() {
      return new Ask(expiresS, server + 1, 0, redirect, redirects);
    }

    Ask redirected(SipUri to) {
      return new Ask(expiresS, 0, 0, Optional.of(to), redirects + 1);
    }
  }
}
