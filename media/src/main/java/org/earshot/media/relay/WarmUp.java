package org.earshot.media.relay;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaGateway;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.StreamSpec;
import org.earshot.media.StreamSpec.Codec;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.audio.G711;

/**
 * Short calls through an engine, one after the other and as fast as they go, each with the detector listening to
 * something like talk. A lost packet is no matter here. Blocks; not for a loop.
 */
final class WarmUp {
  private static final int CALLS = 32;
  /** 8 s of audio: longer than the detector needs. */
  private static final int PACKETS = 400;
  /** Few enough for any socket's buffer. */
  private static final int BURST = 25;
  /** So that concealment is warm too. */
  private static final int LOST_EVERY = 100;
  private static final int PAYLOAD = 160;
  private static final int HEADER = 12;
  private static final int PATIENCE_MS = 20;
  private static final List<Codec> CODECS = List.of(new Codec(0, "PCMU", 8000));

  private final MediaGateway gateway;
  private final InetAddress host;

  WarmUp(MediaGateway gateway, InetAddress host) {
    this.gateway = gateway;
    this.host = host;
  }

  /** Until the calls are made or the time is over. */
  void run(long limitNanos, LongSupplier nanoClock) throws IOException {
    long endNanos = nanoClock.getAsLong() + limitNanos;
    try (DatagramSocket caller = peer(); DatagramSocket callee = peer()) {
      for (int call = 0; call < CALLS && nanoClock.getAsLong() < endNanos; call++) {
        call(call, caller, callee);
      }
    }
  }

  private DatagramSocket peer() throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(host, 0));
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private void call(int number, DatagramSocket caller, DatagramSocket callee) throws IOException {
    CompletableFuture<Integer> callerPort = new CompletableFuture<>();
    CompletableFuture<Integer> calleePort = new CompletableFuture<>();
    String id = "warm-up-" + number;
    MediaSession one = gateway.open(new MediaId(id, 0), 1, event -> onOpened(event, callerPort));
    MediaSession other = gateway.open(new MediaId(id, 1), 1, event -> onOpened(event, calleePort));
    try {
      gateway.bridge(one, other);
      one.update(List.of(spec(caller)));
      other.update(List.of(spec(callee)));
      other.listen(AmdConfig.DEFAULT);
      other.answered();
      for (int from = 0; from < PACKETS; from += BURST) {
        int sent = burst(number, from, caller, callerPort.join());
        burst(number, from, callee, calleePort.join());
        take(callee, sent);
        take(caller, sent);
      }
    } finally {
      one.close();
      other.close();
    }
  }

  private static void onOpened(MediaEvent event, CompletableFuture<Integer> port) {
    switch (event) {
      case MediaEvent.Opened opened -> port.complete(opened.rtpPorts().getFirst());
      case MediaEvent.OpenFailed failed -> port.completeExceptionally(new IllegalStateException(failed.why()));
      case MediaEvent.Latched _, MediaEvent.Silent _, MediaEvent.Amd _, MediaEvent.PlaybackEnded _, MediaEvent.RecordingEnded _,
           MediaEvent.Digit _, MediaEvent.OneWay _, MediaEvent.Closed _ -> { }
    }
  }

  private StreamSpec spec(DatagramSocket peer) {
    InetSocketAddress rtp = new InetSocketAddress(host, peer.getLocalPort());
    return new StreamSpec(true, true, rtp, null, true, CODECS);
  }

  /** How many were sent. */
  private int burst(int call, int from, DatagramSocket peer, int relayPort) throws IOException {
    int sent = 0;
    ByteBuffer packet = ByteBuffer.allocate(HEADER + PAYLOAD);
    for (int sequence = from; sequence < from + BURST; sequence++) {
      if (sequence % LOST_EVERY == 7) {
        continue;
      }
      packet.clear().putShort((short) 0x8000).putShort((short) sequence).putInt(sequence * PAYLOAD).putInt(call + 1);
      for (int i = 0; i < PAYLOAD; i++) {
        packet.put(G711.toMuLaw(talk(call, sequence * PAYLOAD + i)));
      }
      peer.send(new DatagramPacket(packet.array(), packet.capacity(), host, relayPort));
      sent++;
    }
    return sent;
  }

  private static void take(DatagramSocket peer, int expected) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[HEADER + PAYLOAD], HEADER + PAYLOAD);
    try {
      for (int i = 0; i < expected; i++) {
        peer.receive(packet);
      }
    } catch (SocketTimeoutException lost) {
      // the first ones may have come before the engine knew the peer
      return;
    }
  }

  /** By turns a word, a long sentence, a sentence with a beep after it, and digital silence. */
  private static short talk(int call, int sample) {
    int ms = sample / 8;
    int talkEndsMs = switch (call % 4) {
      case 0 -> 1000;
      case 1 -> 6000;
      case 2 -> 3000;
      default -> 0;
    };
    if (talkEndsMs == 0) {
      return 0;
    }
    if (ms > 300 && ms < talkEndsMs) {
      double syllable = Math.abs(Math.sin(sample * 0.0022));
      return (short) (3000 * syllable * (Math.sin(sample * 0.11) + Math.sin(sample * 0.23) + Math.sin(sample * 0.37)));
    }
    boolean beep = call % 4 == 2 && ms > 3500 && ms < 4000;
    return (short) (beep ? 6000 * Math.sin(sample * 0.785) : 8 * Math.sin(sample * 1.7));
  }
}
