package org.earshot.media.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaGateway;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.StreamSpec;
import org.earshot.media.StreamSpec.Codec;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.net.MediaSettings;
import org.earshot.media.relay.NettyMediaGateway;

/**
 * Opens bridged calls on loopback and writes a line for each into FLOWS, so that an RTP generator can drive them; serves
 * until its input ends. Each octet of input prints what happened since the one before. Run by hand: media/README.md has
 * the command.
 *
 * <pre>
 *   RelayBench CALLS FLOWS [TRANSPORT [LOOPS [LISTEN]]]      LISTEN: the detector hears every callee
 *   FLOWS: LOCAL_A RELAY_A LOCAL_B RELAY_B                   UDP ports on 127.0.0.1
 * </pre>
 */
public final class RelayBench {
  private static final int WARM_UP_MS = 3000;
  private static final int PORT_MIN = 21000;
  private static final int PORT_MAX = 24999;
  private static final int FIRST_PEER_PORT = 26000;

  private final MediaGateway gateway;
  private final boolean listen;
  private final InetAddress host = InetAddress.getLoopbackAddress();
  private final List<String> flows = new ArrayList<>();
  private long lastPackets;
  private long lastBytes;

  private RelayBench(MediaGateway gateway, boolean listen) {
    this.gateway = gateway;
    this.listen = listen;
  }

  public static void main(String[] args) throws IOException {
    String transport = args.length > 2 ? args[2] : "auto";
    int loops = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    MediaSettings settings =
        new MediaSettings(InetAddress.getLoopbackAddress(), PORT_MIN, PORT_MAX, transport, loops, 0, 0);
    PrintStream out = System.out;
    NettyMediaGateway.warmUp(settings, WARM_UP_MS, System::nanoTime);
    try (NettyMediaGateway gateway = new NettyMediaGateway(settings, System::nanoTime)) {
      RelayBench bench = new RelayBench(gateway, args.length > 4);
      for (int i = 0; i < Integer.parseInt(args[0]); i++) {
        bench.call(i);
      }
      Files.write(Path.of(args[1]), bench.flows);
      out.println(ProcessHandle.current().pid());
      while (System.in.read() >= 0) {
        out.println(bench.sinceLastAsked());
      }
    }
  }

  /** Packets relayed, what the loops allocated for each, and their longest turns. */
  private String sinceLastAsked() {
    long packets = gateway.counters().packets().get("relayed");
    long bytes = allocatedByLoops();
    String line = "relayed %d, %.3f bytes allocated a packet, longest turns %s, drops %s".formatted(packets - lastPackets,
        (double) (bytes - lastBytes) / Math.max(1, packets - lastPackets), gateway.counters().longestTurnNanos(),
        drops());
    lastPackets = packets;
    lastBytes = bytes;
    return line;
  }

  private Map<String, Long> drops() {
    Map<String, Long> drops = new HashMap<>(gateway.counters().packets());
    drops.remove("relayed");
    drops.values().removeIf(count -> count == 0);
    return drops;
  }

  private static long allocatedByLoops() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("media-"))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId())).sum();
  }

  private void call(int number) {
    int local = FIRST_PEER_PORT + 4 * number;
    CompletableFuture<Integer> callerPort = new CompletableFuture<>();
    CompletableFuture<Integer> calleePort = new CompletableFuture<>();
    MediaSession caller = gateway.open(new MediaId("bench" + number, 0), 1, event -> onOpened(event, callerPort));
    MediaSession callee = gateway.open(new MediaId("bench" + number, 1), 1, event -> onOpened(event, calleePort));
    gateway.bridge(caller, callee);
    caller.update(List.of(spec(local)));
    callee.update(List.of(spec(local + 2)));
    if (listen) {
      callee.listen(AmdConfig.DEFAULT);
      callee.answered();
    }
    flows.add(local + " " + callerPort.join() + " " + (local + 2) + " " + calleePort.join());
  }

  private static void onOpened(MediaEvent event, CompletableFuture<Integer> port) {
    switch (event) {
      case MediaEvent.Opened opened -> port.complete(opened.rtpPorts().getFirst());
      case MediaEvent.OpenFailed failed -> port.completeExceptionally(new IOException(failed.why()));
      case MediaEvent.Latched _, MediaEvent.Silent _, MediaEvent.Amd _, MediaEvent.PlaybackEnded _, MediaEvent.RecordingEnded _,
           MediaEvent.Digit _, MediaEvent.OneWay _, MediaEvent.Closed _ -> { }
    }
  }

  private StreamSpec spec(int port) {
    return new StreamSpec(true, true, new InetSocketAddress(host, port), new InetSocketAddress(host, port + 1), true,
        List.of(new Codec(0, "PCMU", 8000)));
  }
}
