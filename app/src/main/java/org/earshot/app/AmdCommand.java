package org.earshot.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.earshot.media.amd.tool.AmdReplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The detector over recordings; its options are the tool's own. */
@Command(name = "amd",
    customSynopsis = {"earshot amd [--json] [--mode cadence|app_amd] [--answered-at MS] FILE.wav..."},
    description = {"Run the detector over recordings and print its events with their times in milliseconds.", "",
        "WAV files of PCM, A-law or mu-law at any rate. With --json one object an event. --answered-at: what lies "
            + "before is early media. --mode app_amd: Asterisk's rules, to compare."})
final class AmdCommand implements Callable<Integer> {
  @Unmatched
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    return AmdReplay.run(arguments, System.out, System.err);
  }
}
