package org.earshot.sip.trace;

/** A tap on what the stack sends, receives and refuses. Called on many threads; must return at once and never throw. */
@FunctionalInterface
public interface SipTracer {
  void on(SipTrace trace);
}
