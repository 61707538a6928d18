package org.earshot.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the session level and a media description have in common: reading and replacing lines. Pure. */
final class SdpLines {
  // RFC 8866 §5: the order of lines; r= follows the t= that it repeats
  private static final String ORDER = "siuepcbtrzka";

  private SdpLines() {}

  static Optional<Connection> connection(List<SdpLine> lines) {
    return lines.stream().filter(line -> line.type() == 'c').findFirst().map(line -> Connection.parse(line.value()));
  }

  static Optional<String> attribute(List<SdpLine> lines, String name) {
    return lines.stream().filter(line -> line.isAttribute(name)).findFirst().map(SdpLine::attributeValue);
  }

  static List<String> attributes(List<SdpLine> lines, String name) {
    return lines.stream().filter(line -> line.isAttribute(name)).map(SdpLine::attributeValue).toList();
  }

  static Optional<Direction> direction(List<SdpLine> lines) {
    return lines.stream().map(line -> Direction.of(line.attributeName())).flatMap(Optional::stream).findFirst();
  }

  static List<SdpLine> without(List<SdpLine> lines, Predicate<SdpLine> unwanted) {
    return lines.stream().filter(unwanted.negate()).toList();
  }

  /** Puts the line where the first line like it was, or else at its place in the order. */
  static List<SdpLine> replace(List<SdpLine> lines, Predicate<SdpLine> old, SdpLine line) {
    var replaced = new ArrayList<SdpLine>(lines.size() + 1);
    boolean placed = false;
    for (SdpLine each : lines) {
      boolean drop = old.test(each);
      if (!placed && (drop || rank(each.type()) > rank(line.type()))) {
        replaced.add(line);
        placed = true;
      }
      if (!drop) {
        replaced.add(each);
      }
    }
    if (!placed) {
      replaced.add(line);
    }
    return replaced;
  }

  /** In the order of the RFC, lines of one kind as they came. */
  static List<SdpLine> ordered(List<SdpLine> lines) {
    return lines.stream().sorted((one, other) -> Integer.compare(rank(one.type()), rank(other.type()))).toList();
  }

  private static int rank(char type) {
    int rank = ORDER.indexOf(type == 'r' ? 't' : type);
    return rank < 0 ? ORDER.length() : rank;
  }
}
