package org.earshot.media.rtcp;

/**
 * Listening quality from loss and jitter: ITU-T G.107 with its default values, reduced to what an RTP relay knows.
 * The figures are those of G.711 with packet loss concealment; other codecs are judged as if they were that.
 */
public final class EModel {
  /** G.107 §3.1: the rating with every default value, before delay and equipment are taken off. */
  private static final double R_DEFAULT = 93.2;
  /** G.113 appendix I, G.711 with concealment: impairment without loss, and robustness against random loss. */
  private static final double IE_G711 = 0;
  private static final double BPL_G711 = 25.1;
  /** G.107: beyond this one-way delay people begin to talk over one another. */
  private static final double DELAY_KNEE_MS = 177.3;

  private EModel() {}

  /** Mean opinion score, 1.0 to 4.5, for a share of lost packets (0 to 1) and a jitter that a receiver must buffer. */
  public static double mos(double lossRatio, double jitterMs) {
    double lossPercent = 100 * lossRatio;
    double equipment = IE_G711 + (95 - IE_G711) * lossPercent / (lossPercent + BPL_G711);
    // a receiver buffers about twice the jitter: that is the one part of the delay that is known here
    return ofRating(R_DEFAULT - delayImpairment(2 * jitterMs) - equipment);
  }

  private static double delayImpairment(double delayMs) {
    return 0.024 * delayMs + 0.11 * Math.max(0, delayMs - DELAY_KNEE_MS);
  }

  // G.107 annex B: from the rating R to the score.
  private static double ofRating(double r) {
    if (r <= 0) {
      return 1;
    }
    double mos = 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
    return Math.clamp(mos, 1, 4.5);
  }
}
