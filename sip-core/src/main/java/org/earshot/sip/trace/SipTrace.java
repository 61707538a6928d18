package org.earshot.sip.trace;

import org.earshot.sip.message.Hop;

/** One message as seen at the stack's edge, for metrics, HEP and logs. */
public sealed interface SipTrace {
  enum Direction { IN, OUT }

  record Request(Direction direction, String method, Hop peer) implements SipTrace {}

  /** {@code method} is that of CSeq. */
  record Response(Direction direction, String method, int status, Hop peer) implements SipTrace {}

  /** A packet that was no SIP message worth a transaction. {@code reason} is one of a small fixed set of words. */
  record Malformed(String reason, Hop peer) implements SipTrace {}

  /** A message refused before a transaction was made: overload, stray response, missing cookie. */
  record Refused(String reason, Hop peer) implements SipTrace {}
}
