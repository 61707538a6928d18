package org.earshot.sip.sdp;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A session description (RFC 8866): every line of it, in order, and the media. Immutable; {@link #toString} gives the text.
 *
 * @param lines of the session level, other than v= and o=
 * @param media in the order of their m= lines
 */
public record SessionDescription(Origin origin, List<SdpLine> lines, List<MediaDescription> media) {

  public SessionDescription {
    lines = List.copyOf(lines);
    media = List.copyOf(media);
  }

  /** Reads a description. Throws {@link SdpException} where it cannot be used. */
  public static SessionDescription parse(String text) {
    return new SdpParser().parse(text);
  }

  /** The session level's c=. */
  public Optional<Connection> connection() {
    return SdpLines.connection(lines);
  }

  /** The address that counts for a media line: its own c=, or else the session's. */
  public Optional<Connection> connectionOf(MediaDescription one) {
    return one.connection().or(this::connection);
  }

  /** The direction that counts for a media line: its own, or else the session's, or else sendrecv. */
  public Direction directionOf(MediaDescription one) {
    return one.direction().or(() -> SdpLines.direction(lines)).orElse(Direction.SENDRECV);
  }

  /** The value of the session level's first such attribute; empty text for a flag. */
  public Optional<String> attribute(String name) {
    return SdpLines.attribute(lines, name);
  }

  public List<String> attributes(String name) {
    return SdpLines.attributes(lines, name);
  }

  public SessionDescription withOrigin(Origin other) {
    return new SessionDescription(other, lines, media);
  }

  /** One address for all: at the session level, and no media line has its own any more. */
  public SessionDescription withConnection(Connection connection) {
    var one = new SdpLine('c', connection.toString());
    return new SessionDescription(origin, SdpLines.replace(lines, line -> line.type() == 'c', one),
        media.stream().map(each -> each.without(line -> line.type() == 'c')).toList());
  }

  public SessionDescription withMedia(List<MediaDescription> others) {
    return new SessionDescription(origin, lines, others);
  }

  /** Sets an attribute of the session level; an empty value makes a flag. */
  public SessionDescription withAttribute(String name, String value) {
    var attribute = SdpLine.attribute(name, value);
    return new SessionDescription(origin, SdpLines.replace(lines, line -> line.isAttribute(name), attribute), media);
  }

  /** Removes an attribute from the session level. */
  public SessionDescription withoutAttribute(String name) {
    return new SessionDescription(origin, SdpLines.without(lines, line -> line.isAttribute(name)), media);
  }

  /** Removes lines from all levels. */
  SessionDescription without(Predicate<SdpLine> unwanted) {
    return new SessionDescription(origin, SdpLines.without(lines, unwanted),
        media.stream().map(each -> each.without(unwanted)).toList());
  }

  /** The text, as it goes into a message. */
  @Override
  public String toString() {
    return SdpWriter.write(this);
  }
}
