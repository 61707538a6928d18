package org.earshot.app.api;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.earshot.app.call.CallDirectory;
import org.earshot.app.call.CallSnapshot;
import org.earshot.app.call.MediaCommand;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.events.EventBus;
import org.earshot.app.guard.Guard;
import org.earshot.app.observe.Health;
import org.earshot.app.observe.Metrics;
import org.earshot.app.observe.RecentVerdicts;
import org.earshot.app.observe.Standing;
import org.earshot.app.observe.TrunkStates;
import org.earshot.app.registrar.Binding;
import org.earshot.app.registrar.Locations;
import org.earshot.app.route.Trunks;
import org.earshot.sip.message.Hop;

/** The real HTTP server over calls, bindings and trunks that a test puts there. */
public final class FakeServer implements AutoCloseable {
  public final Map<String, CallSnapshot> calls = new ConcurrentHashMap<>();
  public final List<String> hungUp = new ArrayList<>();
  public final List<MediaCommand> commands = new ArrayList<>();
  public final List<Binding> bindings = new ArrayList<>();
  public final Health health = new Health();
  public final Metrics metrics = new Metrics();
  public final EventBus events = new EventBus(metrics);
  public final Guard guard = new Guard(new ServerConfig.Security(List.of(), List.of(),
      new ServerConfig.Bans(1, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(1)), 0, List.of()),
      _ -> false, () -> false, events, System::nanoTime, InstantSource.system());
  private final HttpServer server;

  public FakeServer(String listen, List<ServerConfig.Trunk> configured, Trunks trunks) {
    var directory = new Calls();
    var locations = new Bindings();
    var states = new TrunkStates(configured, trunks, directory);
    var verdicts = new RecentVerdicts();
    events.inline(metrics);
    events.inline(verdicts);
    metrics.watchCalls(directory);
    metrics.watchRegistrations(locations);
    metrics.watchTrunks(states);
    server = new HttpServer(listen, new ApiSources(directory, locations, states, verdicts, health, metrics, events,
        new Standing().count("calls", calls::size).process(), guard,
        new MediaFolders(Path.of("src/test/resources"), Path.of("target/recordings"))));
    server.start();
  }

  /** On a free loopback port, without trunks. */
  public static FakeServer onFreePort() {
    return new FakeServer("127.0.0.1:0", List.of(), new NoTrunks());
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    events.close();
    metrics.close();
  }

  private final class Calls implements CallDirectory {
    @Override
    public List<CallSnapshot> calls() {
      return List.copyOf(calls.values());
    }

    @Override
    public Optional<CallSnapshot> call(String id) {
      return Optional.ofNullable(calls.get(id));
    }

    @Override
    public boolean hangUp(String id) {
      return calls.containsKey(id) && hungUp.add(id);
    }

    @Override
    public boolean command(String id, MediaCommand command) {
      return calls.containsKey(id) && commands.add(command);
    }

    @Override
    public int active() {
      return calls.size();
    }
  }

  private final class Bindings implements Locations {
    @Override
    public List<Binding> lookup(String user) {
      return bindings.stream().filter(binding -> binding.user().equals(user)).toList();
    }

    @Override
    public List<Binding> all() {
      return List.copyOf(bindings);
    }
  }

  /** Knows no trunk. */
  public static final class NoTrunks implements Trunks {
    @Override
    public Optional<String> from(Hop source) {
      return Optional.empty();
    }

    @Override
    public Optional<Address> address(String trunk) {
      return Optional.empty();
    }

    @Override
    public boolean acquire(String trunk) {
      return false;
    }

    @Override
    public void release(String trunk) {}
  }
}
