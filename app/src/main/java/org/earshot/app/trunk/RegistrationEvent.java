package org.earshot.app.trunk;

import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipUri;

/** What happens to our registration with a trunk. */
sealed interface RegistrationEvent {

  record Started() implements RegistrationEvent {}

  /** The time of a refresh or of the next try. */
  record TimerFired() implements RegistrationEvent {}

  /** 2xx. */
  record Accepted(long grantedS, long nowNanos) implements RegistrationEvent {}

  /** 401 or 407 that we have credentials for. */
  record Challenged(Headers credentials) implements RegistrationEvent {}

  /** 423 (RFC 3261 §10.2.8). */
  record TooBrief(long minS) implements RegistrationEvent {}

  /** 3xx. */
  record Redirected(SipUri to) implements RegistrationEvent {}

  /**
   * Any other answer, or none.
   *
   * @param refused     the trunk said no: it will hardly say yes in a moment
   * @param notBeforeMs Retry-After; 0 where there is none
   * @param another     the registrar has another address that was not tried yet
   */
  record Failed(boolean refused, String why, long notBeforeMs, boolean another, long nowNanos)
      implements RegistrationEvent {}

  /** The server ends. */
  record Stopped() implements RegistrationEvent {}
}
