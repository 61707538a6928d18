package org.earshot.media.net;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.earshot.media.rtp.RtpPacketView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that owns the sockets of its calls. Any thread may post to it; the rest is for the loop itself. */
public final class MediaLoop {
  /** One octet more than is relayed, so that a longer datagram can be told by its length. */
  static final int DATAGRAM_ROOM = RtpPacketView.LONGEST + 1;
  /** Half a second of G.711 in the kernel's accounting, where the loop is held up. */
  static final int RECEIVE_BUFFER = 256 * 1024;
  /** Packets from other loops that may wait here; beyond, they are refused and counted. */
  private static final int MOST_CROSSINGS = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

  private final String name;
  private final IoEventLoop executor;
  private final Transport transport;
  private final LongSupplier nanoClock;
  private final AtomicLong longestTurn;
  private final PacketCounters counters = new PacketCounters();
  private final FaultLog faults = new FaultLog(counters);
  private final AtomicInteger crossings = new AtomicInteger();
  private final DatagramMemory memory = new DatagramMemory();
  private final Set<RtpSocket> sockets = new HashSet<>();
  private final Metronome metronome = new Metronome(this);

  MediaLoop(String name, IoEventLoop executor, Transport transport, LongSupplier nanoClock, AtomicLong longestTurn) {
    this.name = name;
    this.executor = executor;
    this.transport = transport;
    this.nanoClock = nanoClock;
    this.longestTurn = longestTurn;
  }

  public String name() {
    return name;
  }

  /**
   * Runs the task on this loop, later. Any thread; a task that throws is logged and the loop goes on. False and nothing
   * more once the loop has ended: with it went all that a task could be about.
   */
  public boolean post(Runnable task) {
    try {
      executor.execute(() -> guarded(task));
      return true;
    } catch (RejectedExecutionException e) {
      LOG.debug("{} has ended", name, e);
      return false;
    }
  }

  /** Runs the task now if this is the loop's thread, else later. Any thread. */
  public void run(Runnable task) {
    if (executor.inEventLoop()) {
      guarded(task);
    } else {
      post(task);
    }
  }

  /** Runs the task once after a while. Any thread. */
  public ScheduledFuture<?> after(long delayMs, Runnable task) {
    return executor.schedule(() -> guarded(task), delayMs, TimeUnit.MILLISECONDS);
  }

  /** Runs the task again and again. Any thread. */
  public ScheduledFuture<?> every(long periodMs, Runnable task) {
    return executor.scheduleAtFixedRate(() -> guarded(task), periodMs, periodMs, TimeUnit.MILLISECONDS);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      faults.on(e);
    }
  }

  /** Binds a port on this loop; the datagrams come to {@code receiver}. */
  RtpSocket bind(InetAddress address, int port, DatagramReceiver receiver) throws IOException {
    RtpSocket socket = transport.bind(new InetSocketAddress(address, port), receiver, this);
    sockets.add(socket);
    return socket;
  }

  /** Gives a port back to the kernel. On this loop. */
  void unbind(RtpSocket socket) {
    sockets.remove(socket);
    socket.unbind();
  }

  /** Closes what is still bound; ends when the kernel has all ports back. Any thread. */
  CompletableFuture<Void> closeSockets() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    post(() -> CompletableFuture.allOf(sockets.stream().map(RtpSocket::unbind).toArray(CompletableFuture[]::new))
        .whenComplete((_, _) -> closed.complete(null)));
    return closed;
  }

  /** For audio of our own. On this loop. */
  public Metronome metronome() {
    return metronome;
  }

  IoEventLoop executor() {
    return executor;
  }

  DatagramMemory memory() {
    return memory;
  }

  FaultLog faults() {
    return faults;
  }

  /** Whether one more packet may be handed over from another loop; if so, {@link #crossed} follows. Any thread. */
  public boolean admitCrossing() {
    if (crossings.incrementAndGet() <= MOST_CROSSINGS) {
      return true;
    }
    crossings.decrementAndGet();
    return false;
  }

  /** A packet from another loop has been dealt with. */
  public void crossed() {
    crossings.decrementAndGet();
  }

  public PacketCounters counters() {
    return counters;
  }

  public long nanos() {
    return nanoClock.getAsLong();
  }

  /** Longest turn since it was last asked for, by anybody. Any thread. */
  public long takeLongestTurnNanos() {
    return longestTurn.getAndSet(0);
  }
}
