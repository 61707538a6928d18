package org.earshot.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** One m= line and the lines below it (RFC 8866 §5.14). Immutable, any thread. */
public final class MediaDescription {
  private static final Set<String> RTP = Set.of("RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF");

  private final String type;
  private final int port;
  private final int portCount;
  private final String protocol;
  private final List<String> formats;
  private final List<SdpLine> lines;
  /** Read when first asked for, and asked for again and again; whoever reads it twice reads the same. */
  private List<Codec> codecs;

  /**
   * A description of one medium.
   *
   * @param type      audio, video, image and so on
   * @param port      0 where the media is declined
   * @param portCount 1 in all but exotic cases
   * @param protocol  as in RTP/AVP
   * @param formats   payload types of RTP, words of others
   * @param lines     i=, c=, b=, k=, a= and unknown ones
   */
  public MediaDescription(String type, int port, int portCount, String protocol, List<String> formats,
                          List<SdpLine> lines) {
    this.type = type;
    this.port = port;
    this.portCount = portCount;
    this.protocol = protocol;
    this.formats = List.copyOf(formats);
    this.lines = List.copyOf(lines);
  }

  public String type() {
    return type;
  }

  public int port() {
    return port;
  }

  public int portCount() {
    return portCount;
  }

  public String protocol() {
    return protocol;
  }

  public List<String> formats() {
    return formats;
  }

  public List<SdpLine> lines() {
    return lines;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MediaDescription media && type.equals(media.type) && port == media.port
        && portCount == media.portCount && protocol.equals(media.protocol) && formats.equals(media.formats)
        && lines.equals(media.lines);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, port, portCount, protocol, formats, lines);
  }

  @Override
  public String toString() {
    return type + " " + port + "/" + portCount + " " + protocol + " " + formats + " " + lines;
  }

  /** Whether the media is RTP on a pair of UDP ports. */
  public boolean isRtp() {
    return RTP.contains(protocol);
  }

  /** RTP that is protected with keys of a=crypto (RFC 3711), by its profile; best effort may be so without saying it here. */
  public boolean isSecure() {
    return protocol.startsWith("RTP/SAVP");
  }

  /** Whether its profile has feedback messages (RFC 4585). */
  public boolean isFeedback() {
    return isRtp() && protocol.endsWith("F");
  }

  /** T.38 (RFC 7345 §4.1). */
  public boolean isUdptl() {
    return protocol.equalsIgnoreCase("udptl");
  }

  // UDP/TLS/RTP needs keys from DTLS, and mostly ICE, which the relay stands in the way of
  /** Whether its datagrams pass a relay as they are, without anything agreed on but addresses. */
  public boolean isRelayable() {
    String upper = protocol.toUpperCase(Locale.ROOT);
    return isRtp() || isUdptl() || upper.equals("UDP") || upper.startsWith("UDP/") && !upper.startsWith("UDP/TLS/");
  }

  /** The profile of RTP with these properties. */
  public static String rtpProtocol(boolean secure, boolean feedback) {
    return (secure ? "RTP/SAVP" : "RTP/AVP") + (feedback ? "F" : "");
  }

  public boolean isDeclined() {
    return port == 0;
  }

  /** Of this media alone; {@link SessionDescription#connectionOf} falls back on the session's. */
  Optional<Connection> connection() {
    return SdpLines.connection(lines);
  }

  /** Of this media alone; {@link SessionDescription#directionOf} falls back on the session's. */
  Optional<Direction> direction() {
    return SdpLines.direction(lines);
  }

  /** The codecs in order of preference; empty for media other than RTP. */
  public List<Codec> codecs() {
    List<Codec> known = codecs;
    if (known == null) {
      known = isRtp() ? Codec.of(this) : List.of();
      codecs = known;
    }
    return known;
  }

  /** Packet time in ms. */
  public OptionalInt ptime() {
    int ms = attribute("ptime").map(Codec::number).orElse(-1);
    return ms > 0 ? OptionalInt.of(ms) : OptionalInt.empty();
  }

  /** Where RTCP goes, if not one port above RTP (RFC 3605). */
  public Optional<Rtcp> rtcp() {
    return attribute("rtcp").flatMap(Rtcp::parse);
  }

  /**
   * The value of a=rtcp.
   *
   * @param address empty: that of the media
   */
  public record Rtcp(int port, Optional<Connection> address) {
    static Optional<Rtcp> parse(String value) {
      List<String> words = Words.of(value);
      int port = words.isEmpty() ? -1 : Codec.number(words.getFirst());
      if (port < 1 || port > 65535) {
        return Optional.empty();
      }
      return Optional.of(new Rtcp(port, words.size() < 4 ? Optional.empty()
          : Optional.of(new Connection(words.get(1), words.get(2), words.get(3)))));
    }
  }

  /** The value of the first such attribute; empty text for a flag. */
  public Optional<String> attribute(String name) {
    return SdpLines.attribute(lines, name);
  }

  public List<String> attributes(String name) {
    return SdpLines.attributes(lines, name);
  }

  public MediaDescription withPort(int other) {
    return new MediaDescription(type, other, 1, protocol, formats, lines);
  }

  /** Sets an attribute: in the place of the first of that name, or at the end. An empty value makes a flag. */
  public MediaDescription withAttribute(String name, String value) {
    return withLines(SdpLines.replace(lines, line -> line.isAttribute(name), SdpLine.attribute(name, value)));
  }

  public MediaDescription withProtocol(String other) {
    return new MediaDescription(type, port, portCount, other, formats, lines);
  }

  /** Adds an attribute after those that are there. */
  MediaDescription withAdded(String name, String value) {
    var more = new ArrayList<>(lines);
    more.add(SdpLine.attribute(name, value));
    return withLines(more);
  }

  MediaDescription withFormats(List<String> others) {
    return new MediaDescription(type, port, portCount, protocol, others, lines);
  }

  public MediaDescription withDirection(Direction direction) {
    var kept = new ArrayList<>(SdpLines.without(lines, line -> Direction.of(line.attributeName()).isPresent()));
    kept.add(SdpLine.attribute(direction.word(), ""));
    return withLines(kept);
  }

  public MediaDescription withoutAttribute(String name) {
    return without(line -> line.isAttribute(name));
  }

  MediaDescription without(Predicate<SdpLine> unwanted) {
    return withLines(SdpLines.without(lines, unwanted));
  }

  MediaDescription withLines(List<SdpLine> others) {
    return new MediaDescription(type, port, portCount, protocol, formats, others);
  }
}
