package org.earshot.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The command line. Exit status: 0 all is well, 1 it did not work, 2 the command was wrong. */
@Command(name = "earshot", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {RunCommand.class, CheckCommand.class, AmdCommand.class, AmdEvalCommand.class,
        DemoCommand.class},
    description = {"A SIP back-to-back user agent that hears who answered.",
        "In a source tree, deploy/earshot test runs every test."},
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private static final int FAILED = 1;

  public static void main(String[] arguments) {
    int status = commandLine().execute(arguments);
    Logging.flush();
    System.exit(status);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, line, _) -> {
          line.getErr().println(oneLine(failure));
          return FAILED;
        });
  }

  /** What an operator can mend is told in a line; a failure of ours with all it knows. */
  private static String oneLine(Exception failure) {
    if (failure instanceof StartException) {
      return "earshot: " + failure.getMessage();
    }
    failure.printStackTrace();
    return "earshot: failed by a mistake of its own: " + failure;
  }

  /** From the jar's manifest. */
  static final class Version implements IVersionProvider {
    static String number() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"Earshot " + number(), "Java " + Runtime.version()};
    }
  }
}
