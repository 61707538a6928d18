package org.earshot.media.audio;

/**
 * Audio to be played, ready in both laws of G.711: what a packet takes is a copy of octets. Immutable, so that any number
 * of calls plays the same one; any thread.
 */
public final class Prompt {
  private final byte[] muLaw;
  private final byte[] aLaw;

  private Prompt(byte[] muLaw, byte[] aLaw) {
    this.muLaw = muLaw;
    this.aLaw = aLaw;
  }

  /** Of samples at 8 kHz; the last packet is filled up with silence. */
  public static Prompt of(short[] samples) {
    int length = (samples.length + AudioFrame.SAMPLES - 1) / AudioFrame.SAMPLES * AudioFrame.SAMPLES;
    byte[] muLaw = new byte[length];
    byte[] aLaw = new byte[length];
    for (int i = 0; i < length; i++) {
      short sample = i < samples.length ? samples[i] : 0;
      muLaw[i] = G711.toMuLaw(sample);
      aLaw[i] = G711.toALaw(sample);
    }
    return new Prompt(muLaw, aLaw);
  }

  /** Packets of 20 ms. */
  public int packets() {
    return muLaw.length / AudioFrame.SAMPLES;
  }

  /** Octets in memory. */
  public long octets() {
    return muLaw.length + aLaw.length;
  }

  /** Copies the payload of a packet, {@code AudioFrame.SAMPLES} octets. */
  public void payload(int packet, boolean alaw, byte[] to) {
    System.arraycopy(alaw ? aLaw : muLaw, packet * AudioFrame.SAMPLES, to, 0, AudioFrame.SAMPLES);
  }
}
