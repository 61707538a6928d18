package org.earshot.scenarios.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A WAV file as the packets' worth of mu-law octets that a peer sends, with silence after it. */
public final class Recording {
  private static final byte SILENCE = (byte) 0xff;
  private final byte[] octets;

  private Recording(byte[] octets) {
    this.octets = octets;
  }

  /** Reads a file of 8 kHz mono, PCM or mu-law; the JDK's own codec does the companding. */
  public static Recording read(Path file) {
    AudioFormat wanted = new AudioFormat(AudioFormat.Encoding.ULAW, 8000, 8, 1, 1, 8000, false);
    try (AudioInputStream recorded = AudioSystem.getAudioInputStream(file.toFile());
        AudioInputStream mulaw = AudioSystem.getAudioInputStream(wanted, recorded)) {
      return new Recording(mulaw.readAllBytes());
    } catch (UnsupportedAudioFileException e) {
      throw new IllegalArgumentException(file + " is not 8 kHz mono", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 20 ms each, and as many of silence after it as make {@code seconds} in all at least. */
  public List<byte[]> packets(int seconds) {
    List<byte[]> packets = new ArrayList<>();
    int length = Math.max(octets.length, seconds * 8000);
    for (int at = 0; at < length; at += RtpStream.SAMPLES_A_PACKET) {
      byte[] packet = new byte[RtpStream.SAMPLES_A_PACKET];
      Arrays.fill(packet, SILENCE);
      int available = Math.clamp(octets.length - at, 0, packet.length);
      System.arraycopy(octets, Math.min(at, octets.length), packet, 0, available);
      packets.add(packet);
    }
    return packets;
  }
}
