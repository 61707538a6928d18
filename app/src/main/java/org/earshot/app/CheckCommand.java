package org.earshot.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.earshot.app.config.ConfigException;
import org.earshot.app.config.ConfigLoader;
import org.earshot.app.config.ConfigLoader.Loaded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a configuration and serves nothing. */
@Command(name = "check",
    description = "Say what is wrong in a configuration (exit status 1), or what the server will do.")
final class CheckCommand implements Callable<Integer> {
  @Option(names = {"-c", "--config"}, paramLabel = "FILE", required = true, description = "The configuration to check.")
  private Path file;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Loaded loaded = new ConfigLoader().load(file);
      loaded.warnings().forEach(warning -> out.println(warning + " (warning)"));
      ConfigSummary.of(loaded.config()).forEach(out::println);
      out.flush();
      return 0;
    } catch (ConfigException e) {
      e.problems().forEach(spec.commandLine().getErr()::println);
      return 1;
    }
  }
}
