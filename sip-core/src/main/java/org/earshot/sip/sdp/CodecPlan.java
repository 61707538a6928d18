package org.earshot.sip.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which codecs and payload types each side of a relay is told, so that it understands the other (RFC 3264 §6.1): an
 * answer comes in the numbers of the offer that it answers, and either law of G.711 may stand for the other, since the
 * relay can put one into the other. Pure.
 */
public final class CodecPlan {
  private static final Codec PCMU = new Codec(0, "PCMU", 8000, 1, "");
  /** What nearly everybody calls them. */
  private static final int EVENTS = 101;
  private static final Codec PCMA = new Codec(8, "PCMA", 8000, 1, "");
  /** Attributes that begin with a payload type. */
  private static final List<String> BY_FORMAT = List.of("rtpmap", "fmtp", "rtcp-fb");

  private CodecPlan() {}

  /** An offer for the other side: with both laws of G.711 where it has one of them, its own first. */
  public static MediaDescription offer(MediaDescription theirs) {
    List<Codec> codecs = theirs.codecs();
    boolean mu = codecs.stream().anyMatch(PCMU::isLike);
    boolean a = codecs.stream().anyMatch(PCMA::isLike);
    if (theirs.isDeclined() || mu == a) {
      return theirs;
    }
    Codec added = mu ? PCMA : PCMU;
    String format = String.valueOf(added.payloadType());
    if (theirs.formats().contains(format)) {
      return theirs;
    }
    String there = String.valueOf(codecs.stream().filter((mu ? PCMU : PCMA)::isLike).findFirst().orElseThrow().payloadType());
    var formats = new ArrayList<>(theirs.formats());
    formats.add(formats.indexOf(there) + 1, format);
    return theirs.withFormats(formats).withAdded("rtpmap", format + " " + added.name() + "/8000");
  }

  /** The answer that one side gave, as the other is told it, who made that offer. */
  public static MediaDescription answer(MediaDescription offer, MediaDescription given) {
    if (!offer.isRtp() || !given.isRtp() || given.isDeclined()) {
      return given;
    }
    var meant = new LinkedHashMap<Codec, Codec>();
    for (Codec codec : given.codecs()) {
      asked(offer.codecs(), codec).filter(own -> !meant.containsValue(own)).ifPresent(own -> meant.put(codec, own));
    }
    // an answer without a codec of the offer's is the peer's mistake; its own side may still make something of it
    return meant.values().stream().anyMatch(Codec::isVoice) ? restated(given, meant) : given;
  }

  /** The line with RFC 4733 events at 8 kHz, where it has G.711 and no events. */
  public static MediaDescription withEvents(MediaDescription line) {
    List<Codec> codecs = line.codecs();
    boolean voice = codecs.stream().anyMatch(codec -> codec.isLike(PCMU) || codec.isLike(PCMA));
    if (line.isDeclined() || !voice || codecs.stream().anyMatch(Codec::isEvents)) {
      return line;
    }
    return IntStream.concat(IntStream.of(EVENTS), IntStream.rangeClosed(96, 127)).mapToObj(String::valueOf)
        .filter(format -> !line.formats().contains(format)).findFirst()
        .map(format -> withEvents(line, Integer.parseInt(format))).orElse(line);
  }

  private static MediaDescription withEvents(MediaDescription line, int payloadType) {
    var formats = new ArrayList<>(line.formats());
    formats.add(String.valueOf(payloadType));
    return line.withFormats(formats).withAdded("rtpmap", payloadType + " telephone-event/8000")
        .withAdded("fmtp", payloadType + " 0-15");
  }

  /** An answer with the events that its offer has, though the other side has none: digits are read on the way. */
  public static MediaDescription withEventsOf(MediaDescription offer, MediaDescription answer) {
    boolean there = answer.isDeclined() || !answer.isRtp() || answer.codecs().stream().anyMatch(Codec::isEvents);
    return there ? answer : offer.codecs().stream().filter(codec -> codec.isEvents() && codec.clockRate() == 8000)
        .findFirst().map(events -> withEvents(answer, events.payloadType())).orElse(answer);
  }

  /** The line without events. */
  public static MediaDescription withoutEvents(MediaDescription line) {
    var kept = new LinkedHashMap<Codec, Codec>();
    line.codecs().stream().filter(codec -> !codec.isEvents()).forEach(codec -> kept.put(codec, codec));
    return line.isDeclined() || kept.isEmpty() || kept.size() == line.codecs().size() ? line : restated(line, kept);
  }

  /** What the offer calls this codec; the other law where it has not got this one. */
  private static Optional<Codec> asked(List<Codec> offered, Codec codec) {
    return like(offered, codec).or(() -> otherLaw(codec).flatMap(law -> like(offered, law)));
  }

  /** The codec among these: the same payload type, else the same parameters, else the same encoding. */
  public static Optional<Codec> like(List<Codec> codecs, Codec wanted) {
    return first(codecs, one -> one.isLike(wanted) && one.payloadType() == wanted.payloadType())
        .or(() -> first(codecs, one -> one.isLike(wanted) && one.parameters().equals(wanted.parameters())))
        .or(() -> first(codecs, one -> one.isLike(wanted)));
  }

  private static Optional<Codec> first(List<Codec> codecs, Predicate<Codec> wanted) {
    return codecs.stream().filter(wanted).findFirst();
  }

  private static Optional<Codec> otherLaw(Codec codec) {
    if (codec.isLike(PCMU)) {
      return Optional.of(PCMA);
    }
    return codec.isLike(PCMA) ? Optional.of(PCMU) : Optional.empty();
  }

  private static MediaDescription restated(MediaDescription given, Map<Codec, Codec> meant) {
    var numbers = new LinkedHashMap<String, String>();
    var lines = new ArrayList<SdpLine>();
    meant.forEach((codec, own) -> numbers.put(String.valueOf(codec.payloadType()), String.valueOf(own.payloadType())));
    for (SdpLine line : given.lines()) {
      if (!BY_FORMAT.contains(line.attributeName())) {
        lines.add(line);
      } else {
        renumbered(line, numbers, meant).ifPresent(lines::add);
      }
    }
    meant.forEach((codec, own) -> {
      boolean told = given.attributes("rtpmap").stream().anyMatch(map -> map.startsWith(codec.payloadType() + " "));
      if (!told && own.payloadType() != codec.payloadType()) {
        lines.add(SdpLine.attribute("rtpmap", own.payloadType() + " " + own.name() + "/" + own.clockRate()));
      }
    });
    return given.withFormats(List.copyOf(numbers.values())).withLines(lines);
  }

  /** The line with its payload type put into the other numbers; empty where that is not in the answer any more. */
  private static Optional<SdpLine> renumbered(SdpLine line, Map<String, String> numbers, Map<Codec, Codec> meant) {
    String value = line.attributeValue();
    int blank = value.indexOf(' ');
    String format = blank < 0 ? value : value.substring(0, blank);
    if (format.equals("*")) {
      return Optional.of(line);
    }
    String number = numbers.get(format);
    if (number == null) {
      return Optional.empty();
    }
    var own = meant.entrySet().stream().filter(pair -> String.valueOf(pair.getKey().payloadType()).equals(format))
        .filter(pair -> !pair.getKey().isLike(pair.getValue())).map(Map.Entry::getValue).findFirst();
    String rest = own.map(law -> " " + law.name() + "/8000").orElse(blank < 0 ? "" : value.substring(blank));
    return Optional.of(SdpLine.attribute(line.attributeName(), number + rest));
  }
}
