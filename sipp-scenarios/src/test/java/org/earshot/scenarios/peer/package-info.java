/**
 * A small user agent with real media, for what SIPp cannot do: RTP compared byte for byte, recordings played, two
 * phones in one test.
 *
 * <p>{@link org.earshot.scenarios.peer.Phone} owns a socket and one thread that sorts what arrives into the queues of
 * its {@link org.earshot.scenarios.peer.PhoneCall calls}; the test's thread takes from those and sends. Every wait has
 * a limit and names what it waited for.
 *
 * <p>It speaks the part of RFC 3261 that the tests need, over UDP, and trusts that loopback loses nothing.
 */
package org.earshot.scenarios.peer;
