package org.earshot.scenarios.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages of a case as one list in order of time, from the logs of the SIPps that took part. */
final class Ladder {
  // ------- 2026-11-21 02:00:49.009941 \n UDP message sent (433 bytes): \n\n REGISTER sip:...
  private static final Pattern ENTRY = Pattern.compile(
      "-{10,} \\S+[ \\t]+(\\d\\d:\\d\\d:\\d\\d\\.\\d+).*\\n\\S+ message (sent|received).*\\n"
          + "\\s*\\n?(\\S[^\\r\\n]*)((?:\\r?\\n[^-\\r\\n][^\\r\\n]*)*)");
  private static final Pattern CSEQ = Pattern.compile("(?im)^CSeq[ \\t]*:[ \\t]*(\\d+[ \\t]+\\S+)");

  private record Line(String time, String text) {}

  private Ladder() {}

  static String of(List<Sipp> peers) {
    List<Line> lines = new ArrayList<>();
    peers.forEach(peer -> lines.addAll(linesOf(peer)));
    lines.sort(Comparator.comparing(Line::time));
    StringBuilder ladder = new StringBuilder();
    lines.forEach(line -> ladder.append(line.time()).append("  ").append(line.text()).append('\n'));
    return ladder.toString();
  }

  private static List<Line> linesOf(Sipp peer) {
    List<Line> lines = new ArrayList<>();
    Matcher entry = ENTRY.matcher(peer.messages());
    while (entry.find()) {
      Matcher cseq = CSEQ.matcher(entry.group(4));
      String arrow = entry.group(2).equals("sent") ? "-->" : "<--";
      String first = entry.group(3).replace(" SIP/2.0", "").replace("SIP/2.0 ", "");
      lines.add(new Line(entry.group(1),
          String.format("%-8s %s %s%s", peer.who(), arrow, first, cseq.find() ? "  (" + cseq.group(1) + ")" : "")));
    }
    return lines;
  }
}
