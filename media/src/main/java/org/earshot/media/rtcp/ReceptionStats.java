package org.earshot.media.rtcp;

import org.earshot.media.rtp.RtpPacketView;
import org.earshot.media.rtp.SequenceTracker;

/**
 * What came from one peer on one stream: packets, octets, loss (RFC 3550 A.3) and jitter (A.8), carried over restarts
 * and changes of SSRC. One media loop only.
 */
public final class ReceptionStats {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private SequenceTracker sequence = new SequenceTracker();
  private boolean started;
  private int ssrc;
  private long packets;
  private long octets;
  private long lostBefore;
  private long expectedBefore;
  private long currentExpected;
  private long currentLost;
  private int clockRate;
  private boolean timed;
  private long lastArrivalNanos;
  private long lastTimestamp;
  private double jitter;

  /** Counts a packet; {@code clockRate} is that of its payload type, 0 where its timestamp says nothing of jitter. */
  public void on(RtpPacketView packet, int clockRate, long arrivalNanos) {
    if (!started || packet.ssrc() != ssrc) {
      beginSource(packet.ssrc());
    }
    packets++;
    octets += packet.payloadLength();
    switch (sequence.on(packet.sequence())) {
      case FIRST, NEXT, LATE -> { }
      case RESTART -> closeRun();
      case SUSPECT -> {
        return;
      }
    }
    currentExpected = sequence.expected();
    currentLost = Math.max(0, currentExpected - sequence.received());
    if (clockRate > 0) {
      time(packet.timestamp(), clockRate, arrivalNanos);
    }
  }

  private void beginSource(int newSsrc) {
    closeRun();
    sequence = new SequenceTracker();
    ssrc = newSsrc;
    started = true;
  }

  private void closeRun() {
    lostBefore += currentLost;
    expectedBefore += currentExpected;
    currentLost = 0;
    currentExpected = 0;
    timed = false;
  }

  // RFC 3550 A.8: J += (|D| - J) / 16, with D the difference of the transit times of two packets.
  private void time(long timestamp, int rate, long arrivalNanos) {
    if (timed && rate == clockRate) {
      double arrived = (double) (arrivalNanos - lastArrivalNanos) * rate / NANOS_PER_SECOND;
      double stamped = (int) (timestamp - lastTimestamp);
      jitter += (Math.abs(arrived - stamped) - jitter) / 16;
    } else {
      jitter = 0;
    }
    timed = true;
    clockRate = rate;
    lastArrivalNanos = arrivalNanos;
    lastTimestamp = timestamp;
  }

  public long packets() {
    return packets;
  }

  /** Payload octets without header and padding (RFC 3550 §6.4.1). */
  public long octets() {
    return octets;
  }

  /** Expected less received over all sources, never negative. */
  public long lost() {
    return lostBefore + currentLost;
  }

  public long expected() {
    return expectedBefore + currentExpected;
  }

  /** Share of what was expected and did not come, 0 to 1. */
  public double lossRatio() {
    return expected() == 0 ? 0 : (double) lost() / expected();
  }

  public double jitterMs() {
    return clockRate == 0 ? 0 : jitter * 1000 / clockRate;
  }

  /** SSRC last heard; meaningless before the first packet. */
  public int ssrc() {
    return ssrc;
  }

  /** Whether a packet of this source and number could follow soon on the last one. */
  public boolean continues(int otherSsrc, int otherSequence) {
    return started && otherSsrc == ssrc && sequence.continues(otherSequence);
  }
}
