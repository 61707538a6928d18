package org.earshot.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.earshot.app.config.ConfigException;
import org.earshot.app.config.ConfigLoader;
import org.earshot.app.config.ConfigLoader.Loaded;
import org.earshot.app.config.ConfigProblem;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.config.ServerConfig.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until it is told to stop by SIGTERM or SIGINT. */
@Command(name = "run",
    description = {"Serve calls.", "Without a configuration: a registrar on UDP and TCP 5060 for two demo users."})
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "Configuration; every key is in reference.yaml.")
  private Path file;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Loaded loaded;
    try {
      loaded = load();
    } catch (ConfigException e) {
      e.problems().forEach(spec.commandLine().getErr()::println);
      return 1;
    }
    Preflight.ports(loaded.config());
    int warmUpCalls = WarmUp.run(loaded.config());
    Logging.configure(loaded.config().log());
    LOG.info("warmed up by {} calls to ourselves", warmUpCalls);
    loaded.warnings().stream().map(ConfigProblem::toString).forEach(LOG::warn);
    Wiring server = Wiring.start(loaded.config());
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "shutdown"));
    LOG.info("Earshot {} serves: {}", Main.Version.number(), whereAt(loaded.config()));
    stopped.await();
    return 0;
  }

  private Loaded load() throws ConfigException {
    if (file != null) {
      return new ConfigLoader().load(file);
    }
    ServerConfig config = DemoUsers.addTo(new ConfigLoader().defaults());
    announce(config.users());
    return new Loaded(config, List.of());
  }

  /** On standard output and nowhere else: a log is kept, and passwords should not be. */
  private void announce(List<User> users) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("No configuration given: a demo with these users, whose passwords are new at each start.");
    users.forEach(user -> out.println("  user " + user.name() + "  password " + user.password()));
    out.println("Register a phone with each at this machine's address, and call the other by name.");
    out.flush();
  }

  private static void stop(Wiring server, CountDownLatch stopped) {
    LOG.info("stopping: calls are ended");
    server.close();
    LOG.info("stopped");
    Logging.flush();
    stopped.countDown();
  }

  private static String whereAt(ServerConfig config) {
    return "SIP on " + config.sip().listen().stream().map(String::valueOf).collect(Collectors.joining(" and ")) + ", HTTP on " + config.http().listen();
  }
}
