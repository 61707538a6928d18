package org.earshot.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.earshot.media.audio.G711;
import org.earshot.media.audio.WavReader;

/** Speech that a callee plays: packets of 20 ms, G.711 mu-law, then silence until the call ends. */
record Recording(short[] samples) {
  private static final int SAMPLES_PER_PACKET = 160;
  private static final long PACKET_NANOS = 20_000_000;
  private static final int RTP_HEADER = 12;

  /** One of those that this program carries. */
  static Recording of(String resource) {
    try (InputStream in = Recording.class.getResourceAsStream(resource)) {
      return new Recording(WavReader.read(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double seconds() {
    return samples.length / 8000.0;
  }

  /** Plays in real time, until the socket is closed. */
  void play(DatagramSocket socket, InetSocketAddress to) {
    long start = System.nanoTime();
    try {
      for (int packet = 0; !socket.isClosed(); packet++) {
        socket.send(new DatagramPacket(packet(packet), RTP_HEADER + SAMPLES_PER_PACKET, to));
        LockSupport.parkNanos(start + (packet + 1) * PACKET_NANOS - System.nanoTime());
      }
    } catch (IOException _) {
      // The socket was closed between the question and the packet: the call is over.
    }
  }

  /** RFC 3550 §5.1: version 2, payload type 0, sequence, timestamp, SSRC; then the samples. */
  private byte[] packet(int index) {
    var packet = ByteBuffer.allocate(RTP_HEADER + SAMPLES_PER_PACKET);
    packet.put((byte) 0x80).put((byte) 0).putShort((short) index).putInt(index * SAMPLES_PER_PACKET).putInt(0x0ea45407);
    for (int i = 0; i < SAMPLES_PER_PACKET; i++) {
      int at = index * SAMPLES_PER_PACKET + i;
      packet.put(at < samples.length ? G711.toMuLaw(samples[at]) : G711.MU_LAW_SILENCE);
    }
    return packet.array();
  }
}
