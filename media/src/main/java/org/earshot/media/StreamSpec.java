package org.earshot.media;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * One stream (m= line) of a leg as negotiated.
 *
 * @param active    false for a rejected or unused m= line (port 0): nothing is received or sent
 * @param audio     whether frames may be made of it for the detector
 * @param remoteRtp where SDP says the peer wants RTP; null while unknown (no answer yet)
 * @param remoteRtcp where it wants RTCP (a=rtcp, else the next port); null while unknown
 * @param sending   the peer's direction allows it to send (sendrecv, sendonly): false on hold, when silence is no fault
 * @param codecs    payload types that may come from the peer
 */
public record StreamSpec(boolean active, boolean audio, InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp,
                         boolean sending, List<Codec> codecs) {

  public static final StreamSpec INACTIVE = new StreamSpec(false, false, null, null, false, List.of());

  /**
   * A payload type and what it is.
   *
   * @param payloadType 0 to 127
   * @param name        encoding name in upper-case as in a=rtpmap: PCMU, PCMA, TELEPHONE-EVENT, OPUS
   * @param clockRate   in Hz, of the RTP timestamp
   */
  public record Codec(int payloadType, String name, int clockRate) {}

  public StreamSpec {
    codecs = List.copyOf(codecs);
  }
}
