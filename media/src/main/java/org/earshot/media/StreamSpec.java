package org.earshot.media;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One stream (m= line) of a leg as negotiated.
 *
 * @param active    false for a rejected or unused m= line (port 0): nothing is received or sent
 * @param audio     whether frames may be made of it for the detector
 * @param carriage  what its datagrams are
 * @param remoteRtp where SDP says the peer wants RTP; null while unknown (no answer yet)
 * @param remoteRtcp where it wants RTCP (a=rtcp, else the next port); null while unknown; as RTP's where both share a port
 * @param sending   the peer's direction allows it to send (sendrecv, sendonly): false on hold, when silence is no fault
 * @param codecs    payload types that may come from the peer: those that it was told
 * @param accepts   payload types that the peer takes: those that it said
 * @param srtp      keys of both directions; empty: plain RTP
 */
public record StreamSpec(boolean active, boolean audio, Carriage carriage, InetSocketAddress remoteRtp,
                         InetSocketAddress remoteRtcp, boolean sending, List<Codec> codecs, List<Codec> accepts,
                         Optional<SrtpKeys> srtp) {

  /** What the datagrams of a stream are. */
  public enum Carriage {
    RTP,
    /** T.38: its packets are numbered. */
    UDPTL,
    /** Anything else, of which nothing is known but its addresses. */
    DATAGRAM
  }

  public static final StreamSpec INACTIVE = new StreamSpec(false, false, null, null, false, List.of());

  /**
   * A payload type and what it is.
   *
   * @param payloadType 0 to 127
   * @param name        encoding name in upper-case as in a=rtpmap: PCMU, PCMA, TELEPHONE-EVENT, OPUS
   * @param clockRate   in Hz, of the RTP timestamp
   * @param channels    1 where SDP says nothing
   * @param parameters  of a=fmtp, to tell codecs of one name apart; may be empty
   */
  public record Codec(int payloadType, String name, int clockRate, int channels, String parameters) {
    public Codec(int payloadType, String name, int clockRate) {
      this(payloadType, name, clockRate, 1, "");
    }
  }

  public StreamSpec {
    codecs = List.copyOf(codecs);
    accepts = List.copyOf(accepts);
  }

  /** Plain RTP with the same payload types both ways. */
  public StreamSpec(boolean active, boolean audio, InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp,
      boolean sending, List<Codec> codecs) {
    this(active, audio, Carriage.RTP, remoteRtp, remoteRtcp, sending, codecs, codecs, Optional.empty());
  }

  /** The same with other payload types. */
  public StreamSpec withCodecs(List<Codec> theyWereTold, List<Codec> theySaid) {
    return new StreamSpec(active, audio, carriage, remoteRtp, remoteRtcp, sending, theyWereTold, theySaid, srtp);
  }

  /** The same as other datagrams. */
  public StreamSpec withCarriage(Carriage other) {
    return new StreamSpec(active, audio, other, remoteRtp, remoteRtcp, sending, codecs, accepts, srtp);
  }

  /** The same with keys. */
  public StreamSpec withSrtp(SrtpKeys keys) {
    return new StreamSpec(active, audio, carriage, remoteRtp, remoteRtcp, sending, codecs, accepts, Optional.of(keys));
  }
}
