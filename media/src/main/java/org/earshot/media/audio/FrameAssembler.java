package org.earshot.media.audio;

import java.util.Arrays;
import org.earshot.media.rtp.RtpPacketView;

/**
 * Makes a gapless timeline of 20 ms frames out of packets of any ptime that may be lost, late, doubled or jump in time.
 * Clock passed in; one media loop only.
 *
 * <pre>
 *   position in samples ->     head                            end
 *   ... emitted frames |########|#### ....|....####|########|##
 *                               frame 1: waits for its rest until {@code end} is a reordering window
 *                               past it, then goes out with the hole made up and marked
 * </pre>
 *
 * A packet's place is its timestamp's distance from the one before. Where that makes no sense (another SSRC, a jump, a
 * silence that {@link #onTick} has filled in the meantime) the packet is put at the end, and the timeline goes on from
 * there.
 */
public final class FrameAssembler {
  /** From an octet of payload to a linear sample. */
  @FunctionalInterface
  public interface Decoder {
    short sample(byte octet);
  }

  private static final int FRAME = AudioFrame.SAMPLES;
  /** A packet may be so late behind others: three packets of 20 ms. */
  private static final int REORDERING = 3 * FRAME;
  /** Further off than this is no loss and no lateness, but another timeline. */
  private static final int JUMP = 25 * FRAME;
  /** Holds a jump and the longest packet; a power of two. */
  private static final int RING = 8192;
  private static final int MASK = RING - 1;
  /** Without a packet for so long, the sender suppresses silence or is gone: time goes on without it. */
  private static final long QUIET_NANOS = 200_000_000L;
  /** The filled-in timeline stays so far behind the clock that a stream with jitter finds its place again. */
  private static final int SLACK = 5 * FRAME;
  private static final long NANOS_PER_SAMPLE = 1_000_000_000L / AudioFrame.RATE;
  /** Lost frames repeat the last one at half the level of the one before, so often; then they are silent. */
  private static final int REPEATS = 3;

  private final FrameSink sink;
  private final short[] ring = new short[RING];
  private final boolean[] filled = new boolean[RING];
  private final byte[] payload = new byte[RtpPacketView.LONGEST];
  private final short[] frame = new short[FRAME];
  private final short[] lastHeard = new short[FRAME];
  private long head;
  private long end;
  /** Nothing is missing from head up to here: as a rule up to end. */
  private long whole;
  private int concealedInRow;
  private boolean started;
  private boolean placed;
  private boolean padded;
  private int ssrc;
  private long anchor;
  private long anchorTimestamp;
  private long heardNanos;
  private long endWhenHeard;

  public FrameAssembler(FrameSink sink) {
    this.sink = sink;
  }

  /** Time runs from now on, whether packets come or not. */
  public void start(long nowNanos) {
    if (!started) {
      started = true;
      heardNanos = nowNanos;
    }
  }

  /** A packet of voice; frames that it completes go to the sink before this returns. */
  public void onPacket(RtpPacketView packet, Decoder decoder, long nowNanos) {
    start(nowNanos);
    long position = place(packet);
    if (position + packet.payloadLength() > head) {
      write(packet, decoder, position);
      emitReady();
    }
    heardNanos = nowNanos;
    endWhenHeard = Math.max(end, head);
  }

  private long place(RtpPacketView packet) {
    long position = anchor + (int) (packet.timestamp() - anchorTimestamp);
    if (!placed || packet.ssrc() != ssrc || strays(position, packet.payloadLength())) {
      position = Math.max(head, end);
    }
    placed = true;
    padded = false;
    ssrc = packet.ssrc();
    anchor = position;
    anchorTimestamp = packet.timestamp();
    return position;
  }

  private boolean strays(long position, int length) {
    return position > head + JUMP || position + length <= head - JUMP || padded && position < head;
  }

  // a second copy finds its place filled, a late packet finds it emitted
  private void write(RtpPacketView packet, Decoder decoder, long position) {
    int length = packet.payload(payload);
    for (int i = (int) Math.max(0, head - position); i < length; i++) {
      int at = (int) (position + i) & MASK;
      if (!filled[at]) {
        ring[at] = decoder.sample(payload[i]);
        filled[at] = true;
      }
    }
    end = Math.max(end, position + length);
    if (position <= whole) {
      whole = Math.max(whole, position + length);
    }
  }

  private void emitReady() {
    while (end > head) {
      int present = whole >= head + FRAME ? FRAME : present();
      if (present < FRAME && end - (head + FRAME) < REORDERING) {
        return;
      }
      emit(present);
    }
  }

  private int present() {
    int present = 0;
    for (int i = 0; i < FRAME; i++) {
      present += filled[(int) (head + i) & MASK] ? 1 : 0;
    }
    return present;
  }

  /** Goes on in real time where nothing has come for long; called several times a second. */
  public void onTick(long nowNanos) {
    long quietNanos = nowNanos - heardNanos;
    if (!started || quietNanos < QUIET_NANOS) {
      return;
    }
    long due = endWhenHeard + quietNanos / NANOS_PER_SAMPLE - SLACK;
    while (head + FRAME <= due) {
      emit(present());
      padded = true;
    }
  }

  /** Nothing more will come: what is left goes out, its last frame filled up with silence. */
  public void finish() {
    while (end > head) {
      for (long rest = end; rest < head + FRAME; rest++) {
        ring[(int) rest & MASK] = 0;
        filled[(int) rest & MASK] = true;
      }
      emit(present());
    }
  }

  private void emit(int present) {
    boolean concealed = present < FRAME / 2;
    concealedInRow = concealed ? concealedInRow + 1 : 0;
    int quieter = present < FRAME ? Math.max(1, concealedInRow) : 0;
    for (int i = 0; i < FRAME; i++) {
      int at = (int) (head + i) & MASK;
      frame[i] = filled[at] ? ring[at] : madeUp(i, quieter);
      filled[at] = false;
    }
    if (!concealed) {
      System.arraycopy(frame, 0, lastHeard, 0, FRAME);
    }
    long index = head / FRAME;
    head += FRAME;
    end = Math.max(end, head);
    whole = Math.max(whole, head);
    sink.accept(new AudioFrame(index, frame, concealed));
  }

  private short madeUp(int i, int quieter) {
    return quieter > REPEATS ? 0 : (short) (lastHeard[i] >> quieter);
  }
}
