package org.earshot.sip.leg;

/** The timers of a leg. Each is armed at most once at a time; arming again moves it. */
public enum LegTimer {
  /** We sent CANCEL and no final answer has come: the leg is given up. */
  CANCEL_GUARD,
  /** After a 491: the re-INVITE is tried again (RFC 3261 §14.1). */
  GLARE,
  /** Our BYE was not answered: the leg is given up. */
  BYE_GUARD
}
