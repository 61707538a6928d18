package org.earshot.sip.stack;

/** What comes next on a connection. */
sealed interface Frame {
  record Message(byte[] bytes) implements Frame {}

  /** Line breaks between messages: a peer that wants to know whether we are there (RFC 5626 §4.4.1). */
  record Ping() implements Frame {}

  /** No frame any more: the head so far, and one of a few words that say why. */
  record Broken(byte[] head, String reason) implements Frame {}
}
