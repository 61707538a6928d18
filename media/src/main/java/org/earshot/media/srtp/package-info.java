/**
 * Packets protected by RFC 3711 in the packet path: keys from SDP (RFC 4568) in, statuses out. The cryptography is
 * jitsi-srtp's; only this package knows it.
 *
 * <pre>
 *   from the peer:  header | encrypted payload | tag     --unprotect, in place-->   header | payload
 *   to the peer:    header | payload      --protect, into a copy-->      header | encrypted payload | tag
 * </pre>
 *
 * <p>Owner thread: the stream's media loop. A wrong packet is a status, never an exception.
 *
 * <p>May import: {@code org.earshot.media.SrtpKeys}, {@code rtp}, Netty's buffers, jitsi-srtp.
 *
 * <p>RFC 3711 (SRTP), RFC 7714 (AES-GCM).
 */
package org.earshot.media.srtp;
