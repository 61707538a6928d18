package org.earshot.media.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.earshot.media.MediaCounters;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaEvents;
import org.earshot.media.MediaGateway;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.net.KernelDrops;
import org.earshot.media.net.MediaLoops;
import org.earshot.media.net.MediaSettings;
import org.earshot.media.net.PortAllocator;
import org.earshot.media.srtp.SrtpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media engine on Netty's loops. Any thread. */
public final class NettyMediaGateway implements MediaGateway {
  private static final Logger LOG = LoggerFactory.getLogger(NettyMediaGateway.class);

  private final MediaLoops loops;
  private final PortAllocator ports;
  private final long silenceMs;
  private final MediaCounters counters;
  private final Function<AmdConfig, Ears> earsOf;
  private final Prompts prompts = new Prompts();
  private final List<LoopLegs> legs;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Starts the loops; wrong settings or a missing transport are refused with the reason. */
  public NettyMediaGateway(MediaSettings settings, LongSupplier nanoClock) {
    this(settings, nanoClock, Ears::detector);
    Thread.ofPlatform().daemon().name("srtp-prepare").start(SrtpSession::prepare);
    LOG.info("media on {} with {} loops", loops.transport(), loops.all().size());
  }

  NettyMediaGateway(MediaSettings settings, LongSupplier nanoClock, Function<AmdConfig, Ears> earsOf) {
    this.earsOf = earsOf;
    ports = new PortAllocator(settings);
    loops = new MediaLoops(settings, nanoClock);
    silenceMs = settings.silenceMs();
    counters = new EngineCounters(loops.all(), ports,
        new KernelDrops(settings.portMin(), settings.portMax()));
    legs = loops.all().stream().map(LoopLegs::new).toList();
  }

  /**
   * Relays some calls of its own on the loopback, through an engine of the same kind that is gone afterwards: without
   * them the first real calls meet code that is not compiled yet, the detector's above all. Blocks for about so long.
   */
  public static void warmUp(MediaSettings settings, long limitMs, LongSupplier nanoClock) throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    MediaSettings own = new MediaSettings(host, settings.portMin(), settings.portMax(), settings.transport(),
        settings.loops(), 0, 0);
    try (NettyMediaGateway gateway = new NettyMediaGateway(own, nanoClock, Ears::detector)) {
      new WarmUp(gateway, host).run(TimeUnit.MILLISECONDS.toNanos(limitMs), nanoClock);
    }
  }

  @Override
  public MediaSession open(MediaId id, int streams, MediaEvents events) {
    LoopLegs home = legs.get(loops.indexOf(id.call()));
    LegMedia leg = new LegMedia(id, home.loop(), ports, events, silenceMs, earsOf, prompts);
    if (closed.get()) {
      events.on(new MediaEvent.OpenFailed(id, "the media engine has been closed"));
    } else {
      home.open(leg, streams);
    }
    return new PostedSession(home, leg);
  }

  @Override
  public void bridge(MediaSession one, MediaSession other) {
    Bridge.join(((PostedSession) one).leg(), ((PostedSession) other).leg());
  }

  @Override
  public MediaCounters counters() {
    return counters;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      legs.forEach(LoopLegs::closeAll);
      loops.close();
    }
  }
}
