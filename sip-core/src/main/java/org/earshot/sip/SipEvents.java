package org.earshot.sip;

/**
 * What the call core hears of SIP. Called on a thread of the stack, which must not be held up: find the owner loop,
 * post, return.
 */
@FunctionalInterface
public interface SipEvents {
  void on(SipEvent event);
}
