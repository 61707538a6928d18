package org.earshot.training;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Recordings for the detector, and its training. */
@Command(name = "amd-train", mixinStandardHelpOptions = true, subcommands = {Generate.class, Train.class},
    description = "Make recordings, and train the detector's model on recordings.")
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
