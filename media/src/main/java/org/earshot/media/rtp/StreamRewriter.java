package org.earshot.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.random.RandomGenerator;

/**
 * Makes one stream of what a peer is sent by turns: another's packets, and packets of our own. SSRC and sequence numbers go
 * on without a seam, timestamps by the time that has passed, so that the peer's jitter buffer notices nothing. As long as
 * nothing of our own was sent, packets pass as they are. One media loop only.
 *
 * <pre>
 *   theirs   SSRC 7   41 42 43              90 91 ...
 *   ours                       44 45 46                    begin() ... end()
 *   sent     SSRC 7   41 42 43 44 45 46     47 48 ...      RFC 3550 §5.1: one source, numbers up by one
 * </pre>
 */
public final class StreamRewriter {
  private static final int RATE = 8000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SEQUENCE = 2;
  private static final int TIMESTAMP = 4;
  private static final int SSRC = 8;

  private final RandomGenerator random;
  private boolean rewriting;
  private boolean any;
  private boolean seam;
  private int ssrc;
  private int lastSequence;
  private int lastTimestamp;
  private long lastNanos;
  private int source;
  private int sequenceOffset;
  private int timestampOffset;
  private int ownTimestamp;

  /** {@code random}: for SSRC and first numbers where nothing was relayed before. */
  public StreamRewriter(RandomGenerator random) {
    this.random = random;
  }

  /** Whether packets of others are written anew: their RTCP speaks of other numbers then. */
  public boolean rewriting() {
    return rewriting;
  }

  /** A packet of the other side is about to be sent. */
  public void pass(ByteBuf packet, long nowNanos) {
    int at = packet.readerIndex();
    int sequence = packet.getUnsignedShort(at + SEQUENCE);
    int timestamp = packet.getInt(at + TIMESTAMP);
    int from = packet.getInt(at + SSRC);
    if (!rewriting) {
      sent(from, sequence, timestamp, nowNanos);
      return;
    }
    if (seam || from != source) {
      seam = false;
      source = from;
      sequenceOffset = lastSequence + 1 - sequence;
      timestampOffset = continued(nowNanos) - timestamp;
    }
    int newSequence = sequence + sequenceOffset & 0xffff;
    packet.setShort(at + SEQUENCE, newSequence);
    packet.setInt(at + TIMESTAMP, timestamp + timestampOffset);
    packet.setInt(at + SSRC, ssrc);
    if ((short) (newSequence - lastSequence) > 0) {
      sent(ssrc, newSequence, timestamp + timestampOffset, nowNanos);
    }
  }

  private void sent(int from, int sequence, int timestamp, long nowNanos) {
    any = true;
    ssrc = from;
    lastSequence = sequence;
    lastTimestamp = timestamp;
    lastNanos = nowNanos;
  }

  /** Where the clock of the stream stands: never before the end of a packet of the usual 20 ms. */
  private int continued(long nowNanos) {
    long samples = (nowNanos - lastNanos) * RATE / NANOS_PER_SECOND;
    return lastTimestamp + (int) Math.max(samples, RATE / 50);
  }

  /** Packets of our own follow; those of the other side wait outside until {@link #end}. */
  public void begin(long nowNanos) {
    if (!any) {
      sent(random.nextInt(), random.nextInt() & 0xffff, random.nextInt(), nowNanos);
    }
    rewriting = true;
    ownTimestamp = continued(nowNanos);
  }

  /** Time of our own goes on by so many samples. */
  public void advance(int samples) {
    ownTimestamp += samples;
  }

  /** Numbers a packet of our own. */
  public void own(ByteBuf packet, long nowNanos) {
    int at = packet.readerIndex();
    int sequence = lastSequence + 1 & 0xffff;
    packet.setShort(at + SEQUENCE, sequence);
    packet.setInt(at + TIMESTAMP, ownTimestamp);
    packet.setInt(at + SSRC, ssrc);
    sent(ssrc, sequence, ownTimestamp, nowNanos);
  }

  /** The other side's packets are sent again from here on. */
  public void end() {
    seam = true;
  }
}
