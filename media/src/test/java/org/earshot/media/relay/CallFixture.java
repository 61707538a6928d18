package org.earshot.media.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.net.MediaSettings;

/** A gateway with one bridged call between two peers. */
final class CallFixture implements AutoCloseable {
  static final int PORT_MIN = 20000;
  static final int PORT_MAX = 20999;

  final NettyMediaGateway gateway;
  final Peer caller;
  final Peer callee;
  final Events callerEvents = new Events();
  final Events calleeEvents = new Events();
  final MediaSession callerLeg;
  final MediaSession calleeLeg;
  final int callerPort;
  final int calleePort;

  CallFixture(String transport) throws IOException {
    this(settings(transport, InetAddress.getLoopbackAddress(), 60_000), InetAddress.getLoopbackAddress());
  }

  CallFixture(MediaSettings settings, InetAddress host) throws IOException {
    this(settings, host, Ears::detector);
  }

  CallFixture(MediaSettings settings, InetAddress host, Function<AmdConfig, Ears> earsOf) throws IOException {
    gateway = new NettyMediaGateway(settings, System::nanoTime, earsOf);
    caller = new Peer(host);
    callee = new Peer(host);
    callerLeg = gateway.open(new MediaId("call", 0), 1, callerEvents);
    calleeLeg = gateway.open(new MediaId("call", 1), 1, calleeEvents);
    callerPort = callerEvents.await(MediaEvent.Opened.class).rtpPorts().getFirst();
    calleePort = calleeEvents.await(MediaEvent.Opened.class).rtpPorts().getFirst();
    gateway.bridge(callerLeg, calleeLeg);
    callerLeg.update(List.of(caller.spec()));
    calleeLeg.update(List.of(callee.spec()));
    settle();
  }

  /** Waits until the loop has done all that was asked of it so far. */
  void settle() {
    settle(callerLeg);
  }

  /** The same for the loop of another session. */
  static void settle(MediaSession session) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    ((PostedSession) session).loop().post(() -> done.complete(null));
    done.orTimeout(10, TimeUnit.SECONDS).join();
  }

  static MediaSettings settings(String transport, InetAddress listen, long silenceMs) {
    return new MediaSettings(listen, PORT_MIN, PORT_MAX, transport, 1, silenceMs, 5000);
  }

  /** Packets that met this end so far. */
  long count(String outcome) {
    return gateway.counters().packets().get(outcome);
  }

  @Override
  public void close() {
    gateway.close();
    caller.close();
    callee.close();
  }
}
