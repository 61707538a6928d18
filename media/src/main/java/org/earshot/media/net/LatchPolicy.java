package org.earshot.media.net;

/**
 * How the source of a stream is learned.
 *
 * @param probationPackets consecutive packets of one SSRC that an address needs which SDP does not name
 * @param candidateNanos   after so long without a packet a candidate makes room for another
 * @param silenceNanos     after so long without a packet the source may be found elsewhere, if the stream goes on there
 */
public record LatchPolicy(int probationPackets, long candidateNanos, long silenceNanos) {
  /** Three packets: 40 ms of speech are lost behind NAT. Three seconds: pauses in suppressed silence are rarely longer. */
  public static final LatchPolicy SIGNALLED_FIRST = new LatchPolicy(3, 500_000_000L, 3_000_000_000L);
}
