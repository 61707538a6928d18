package org.earshot.app.api;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.earshot.app.call.CallSnapshot;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.events.DomainEvent.AmdGreetingEnd;
import org.earshot.app.events.DomainEvent.AmdRevised;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.CallAnswered;
import org.earshot.app.events.DomainEvent.CallEnded;
import org.earshot.app.events.DomainEvent.CallRinging;
import org.earshot.app.events.DomainEvent.CallRouted;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.events.DomainEvent.LegDialled;
import org.earshot.app.events.DomainEvent.Verdict;
import org.earshot.app.registrar.Binding;
import org.earshot.app.route.Trunks;
import org.earshot.media.MediaCounters;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;

/**
 * The dashboard with invented calls, for those who work on it: {@code DemoServer 127.0.0.1:8080}, or with
 * {@code empty} after the address as a server looks that was just started.
 */
public final class DemoServer {
  private static final Hop PHONE = new Hop(Transport.UDP, new InetSocketAddress("192.0.2.17", 5062));
  private static final List<Verdict> VERDICTS = List.of(
      verdict("human", 0.96, "short-greeting", 820, "one word of 410 ms", "then 400 ms of silence"),
      verdict("human", 0.91, "short-greeting", 1_140, "two words, 690 ms together", "then 400 ms of silence"),
      verdict("machine", 0.98, "long-greeting", 2_120, "speech for 1,680 ms without a pause of 400 ms", "limit: 1,500 ms"),
      verdict("machine", 0.99, "beep", 3_480, "tone of 1,000 Hz for 480 ms"),
      verdict("fax", 0.99, "ced", 1_200, "2,100 Hz for 900 ms"),
      verdict("intercept", 0.94, "sit", 980, "950, 1400 and 1800 Hz in a row"),
      verdict("silence", 0.80, "initial-silence", 2_500),
      verdict("unsure", 0.52, "too-long", 5_000, "no rule was met within 5,000 ms"));

  private final FakeServer server;
  private final Random random = new Random(7);
  private final Deque<CallSnapshot> open = new ArrayDeque<>();
  private final AtomicLong packets = new AtomicLong();
  private int number;

  private DemoServer(FakeServer server) {
    this.server = server;
  }

  public static void main(String[] arguments) {
    boolean empty = arguments.length > 1;
    var trunks = empty ? List.<ServerConfig.Trunk>of() : List.of(trunk("carrier", 200), trunk("backup", 0));
    var server = new FakeServer(arguments[0], trunks, new OnlyCarrier());
    server.health.check("sip", Optional::empty);
    server.health.check("store", Optional::empty);
    System.out.println("http://127.0.0.1:" + server.port() + "/");
    if (!empty) {
      new DemoServer(server).play();
    }
  }

  private void play() {
    server.metrics.watchMedia(new InventedMedia(packets));
    server.metrics.watchLoops(() -> Map.of("call-0", 1_200_000L));
    for (var user : List.of("alice", "bob", "reception")) {
      server.bindings.add(new Binding(user, SipUri.parse("sip:" + user + "@10.0.0.12:5062;transport=udp"), PHONE, 1,
          Instant.now().plusSeconds(120 + random.nextInt(3_000)), "id", 1, "baresip v3.16.0"));
    }
    Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(this::turn, 0, 400, TimeUnit.MILLISECONDS);
  }

  private void turn() {
    packets.addAndGet(open.size() * 40L + random.nextInt(20));
    if (open.size() < 9 && random.nextInt(3) > 0) {
      begin();
    }
    if (open.size() > 5 && random.nextInt(3) == 0) {
      end(open.removeFirst());
    }
  }

  private void begin() {
    var id = "k%06x".formatted(++number * 7_919);
    var direction = Direction.values()[random.nextInt(3)];
    var trunk = direction == Direction.INTERNAL ? Optional.<String>empty() : Optional.of("carrier");
    var caller = number % 7 == 2 ? "<img src=x onerror=document.title=1> \"Mallory\"" : List.of("alice", "bob", "+55 11 98765-4321").get(number % 3);
    var callee = List.of("reception", "+4930901820", "+5511912345678", "bob").get(number % 4);
    var at = Instant.now();
    var events = server.events;
    events.on(new CallStarted(id, at, caller, callee, trunk, id + "@host"));
    events.on(new CallRouted(id, at, direction));
    events.on(new LegDialled(id, at, 1, trunk, callee));
    events.on(new CallRinging(id, at, 1, 180, false, 30 + random.nextInt(60)));
    boolean answered = random.nextInt(5) > 0;
    Optional<Verdict> heard = answered && random.nextInt(4) > 0 ? Optional.of(any()) : Optional.empty();
    if (answered) {
      events.on(new CallAnswered(id, at, 1, trunk, "x", "PCMA", 900 + random.nextInt(4_000)));
      heard.ifPresent(verdict -> events.on(new AmdVerdict(id, at, 1, verdict, verdict.atMs() - 100)));
      heard.filter(v -> v.result().equals("machine")).ifPresent(_ -> events.on(new AmdGreetingEnd(id, at, 1, "beep", 4_000)));
      heard.filter(v -> v.result().equals("unsure"))
          .ifPresent(_ -> events.on(new AmdRevised(id, at, 1, VERDICTS.get(3))));
    }
    var snapshot = new CallSnapshot(id, answered ? "bridged" : "ringing", direction.word(), caller, callee, trunk, at,
        answered ? Optional.of(at) : Optional.empty(), heard);
    open.addLast(snapshot);
    server.calls.put(id, snapshot);
  }

  private Verdict any() {
    int dice = random.nextInt(20);
    return VERDICTS.get(dice < 13 ? dice % 3 : dice % VERDICTS.size());
  }

  private void end(CallSnapshot call) {
    server.calls.remove(call.id());
    boolean answered = call.answer().isPresent();
    server.events.on(new CallEnded(call.id(), Instant.now(), answered ? 200 : 486, answered ? "normal" : "busy", 16,
        "caller", answered, Optional.empty(), Optional.empty()));
  }

  private static Verdict verdict(String result, double confidence, String cause, long atMs, String... evidence) {
    return new Verdict(result, confidence, cause, atMs, "X", "X", List.of(evidence));
  }

  private static ServerConfig.Trunk trunk(String name, int calls) {
    return new ServerConfig.Trunk(name, "sip:sbc." + name + ".example", List.of(), Optional.empty(),
        new ServerConfig.Limits(calls, calls / 10));
  }

  private static final class OnlyCarrier implements Trunks {
    @Override
    public Optional<String> from(Hop source) {
      return Optional.empty();
    }

    @Override
    public Optional<Address> address(String trunk) {
      return trunk.equals("carrier") ? Optional.of(new Address(SipUri.parse("sip:192.0.2.1"), PHONE)) : Optional.empty();
    }

    @Override
    public boolean acquire(String trunk) {
      return true;
    }

    @Override
    public void release(String trunk) {}
  }

  private record InventedMedia(AtomicLong relayed) implements MediaCounters {
    @Override
    public Map<String, Long> packets() {
      return Map.of("relayed", relayed.get(), "foreign", relayed.get() / 5_000);
    }

    @Override
    public long streamsActive() {
      return 14;
    }

    @Override
    public long portsFree() {
      return 8_178;
    }

    @Override
    public Map<String, Long> longestTurnNanos() {
      return Map.of("media-0", 400_000L);
    }
  }
}
