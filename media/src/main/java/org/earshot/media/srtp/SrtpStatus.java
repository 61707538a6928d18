package org.earshot.media.srtp;

/** What came of taking a packet's protection off: a result, not an exception. */
public enum SrtpStatus {
  OK,
  /** Not of this key, or changed on the way. */
  AUTH_FAIL,
  /** Seen before (RFC 3711 §3.3.2). */
  REPLAYED,
  /** Older than the window that tells what was seen. */
  TOO_OLD,
  TOO_SHORT,
  TOO_LONG,
  /** Its inner lengths do not fit, or the cipher refuses it. */
  FAILED
}
