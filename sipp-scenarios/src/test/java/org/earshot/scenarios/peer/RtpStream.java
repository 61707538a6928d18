package org.earshot.scenarios.peer;

import java.nio.ByteBuffer;
import java.util.Random;

/** Makes the packets of one stream of 20 ms PCMU, one after another. */
public final class RtpStream {
  public static final int SAMPLES_A_PACKET = 160;
  private final int ssrc;
  private int sequence;
  private int timestamp;
  private boolean first = true;
  private final Random noise;

  public RtpStream(int ssrc) {
    this.ssrc = ssrc;
    this.sequence = ssrc & 0x7fff;
    this.timestamp = ssrc * 31;
    this.noise = new Random(ssrc);
  }

  /** A packet with these octets of audio. RFC 3550 §5.1: version 2, marker on the first of a talkspurt. */
  public byte[] next(byte[] audio) {
    ByteBuffer packet = ByteBuffer.allocate(12 + audio.length);
    packet.put((byte) 0x80).put((byte) (first ? 0x80 : 0)).putShort((short) sequence).putInt(timestamp).putInt(ssrc);
    packet.put(audio);
    first = false;
    sequence = sequence + 1 & 0xffff;
    timestamp += SAMPLES_A_PACKET;
    return packet.array();
  }

  /** A packet of audio that no other stream has. */
  public byte[] nextNoise() {
    byte[] audio = new byte[SAMPLES_A_PACKET];
    noise.nextBytes(audio);
    return next(audio);
  }

  /** A sender report of this stream. RFC 3550 §6.4.1. */
  public byte[] senderReport() {
    return ByteBuffer.allocate(28).put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(ssrc)
        .putLong(noise.nextLong()).putInt(timestamp).putInt(1).putInt(SAMPLES_A_PACKET).array();
  }
}
