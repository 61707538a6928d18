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
    for (SdpLine line : lines) {
      if (line.type() == 'c') {
        return Optional.of(Connection.parse(line.value()));
      }
    }
    return Optional.empty();
  }

  static Optional<String> attribute(List<SdpLine> lines, String name) {
    for (SdpLine line : lines) {
      if (line.isAttribute(name)) {
        return Optional.of(line.attributeValue());
      }
    }
    return Optional.empty();
  }

  static List<String> attributes(List<SdpLine> lines, String name) {
    var values = new ArrayList<String>();
    for (SdpLine line : lines) {
      if (line.isAttribute(name)) {
        values.add(line.attributeValue());
      }
    }
    return values;
  }

  static Optional<Direction> direction(List<SdpLine> lines) {
    for (SdpLine line : lines) {
      Optional<Direction> direction = line.type() == 'a' ? Direction.of(line.attributeName()) : Optional.empty();
      if (direction.isPresent()) {
        return direction;
      }
    }
    return Optional.empty();
  }

  static List<SdpLine> without(List<SdpLine> lines, Predicate<SdpLine> unwanted) {
    var kept = new ArrayList<>(lines);
    kept.removeIf(unwanted);
    return kept;
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
    var ordered = new ArrayList<>(lines);
    ordered.sort((one, other) -> Integer.compare(rank(one.type()), rank(other.type())));
    return ordered;
  }

  private static int rank(char type) {
    int rank = ORDER.indexOf(type == 'r' ? 't' : type);
    return rank < 0 ? ORDER.length() : rank;
  }
}
