package org.earshot.sip.leg;

/** The timers of a leg. Each is armed at most once at a time; arming again moves it. */
public enum LegTimer {
  /** A reliable provisional answer has not been acknowledged: it is sent again, or given up (RFC 3262 §3). */
  PRACK,
  /** The call gave up and no final answer has come: the leg is given up. */
  CANCEL_GUARD,
  /** Our 2xx was not acknowledged, and the stack did not say so either: the leg is ended. */
  ACK_GUARD,
  /** The session is to be refreshed by us (RFC 4028 §10). */
  REFRESH,
  /** The session has not been refreshed in time: the leg is ended. */
  SESSION,
  /** After a 491: the re-INVITE is tried again (RFC 3261 §14.1). */
  GLARE,
  /** Our BYE was not answered: the leg is given up. */
  BYE_GUARD
}
