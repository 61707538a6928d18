package org.earshot.app.call;

/** The timers of a call. Each runs at most once at a time. */
public enum CallTimer {
  /** The callee has not said a word, and another is left to try. */
  TRYING,
  /** The whole search has lasted too long (RFC 3261 timer C). */
  SETUP,
  /** Nobody has answered for the route's ring time. */
  RING,
  /** The held answer has waited long enough for a verdict. */
  VERDICT,
  /** A machine's greeting is over by now, to be left a message. */
  GREETING,
  /** The longest call allowed. */
  DURATION,
  /** Media of an ending call has not closed: the CDR is written without its totals. */
  DRAIN
}
