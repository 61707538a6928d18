/**
 * Session descriptions as values: text to records and back without loss, offer and answer, and the description that a
 * B2BUA makes of one side's for the other.
 *
 * <p>The parser is tolerant of what deployed phones get wrong and strict where a line could not be used. The writer keeps
 * unknown lines, attributes and codecs in their order.
 *
 * <p>Everything here is immutable and pure; any thread. No sockets, no names looked up.
 *
 * <p>Imports: the JDK. RFCs: 8866 (4566), 3264, 3605 (a=rtcp), 3551 (static payload types).
 */
package org.earshot.sip.sdp;
