package org.earshot.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text to {@link SessionDescription}. Takes what deployed phones send: any kind of line end or none at the end, blanks
 * after a line, empty lines, s= or t= missing, lines out of order. Refuses what could not be used. Used once.
 */
final class SdpParser {
  private final List<SdpLine> session = new ArrayList<>();
  private final List<MediaDescription> media = new ArrayList<>();
  private Optional<Origin> origin = Optional.empty();
  private Optional<MediaDescription> current = Optional.empty();
  private List<SdpLine> lines = session;
  private boolean versionSeen;

  SessionDescription parse(String text) {
    List<String> all = Words.lines(text);
    for (int i = 0; i < all.size(); i++) {
      String line = stripEnd(all.get(i));
      if (line.isEmpty()) {
        continue;
      }
      try {
        accept(line);
      } catch (IllegalArgumentException e) {
        throw new SdpException(i + 1, e.getMessage());
      }
    }
    finishMedia();
    if (!versionSeen) {
      throw new SdpException(0, "v= is missing");
    }
    return new SessionDescription(origin.orElseThrow(() -> new SdpException(0, "o= is missing")), session, media);
  }

  private static String stripEnd(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t' || line.charAt(end - 1) == 0)) {
      end--;
    }
    return line.substring(0, end);
  }

  private void accept(String line) {
    if (line.length() < 2 || line.charAt(1) != '=' || line.charAt(0) <= ' ') {
      throw new IllegalArgumentException("not of the form x=value");
    }
    char type = line.charAt(0);
    String value = line.substring(2);
    if (type != 'v' && !versionSeen) {
      throw new IllegalArgumentException("v= must come first");
    }
    switch (type) {
      case 'v' -> version(value);
      case 'o' -> origin(value);
      case 'm' -> beginMedia(value);
      case 'c' -> lines.add(new SdpLine('c', Connection.parse(value).toString()));
      case 's' -> lines.add(new SdpLine('s', value.isBlank() ? "-" : value));
      default -> lines.add(new SdpLine(type, value));
    }
  }

  private void version(String value) {
    if (versionSeen) {
      throw new IllegalArgumentException("v= twice");
    }
    if (!value.strip().equals("0")) {
      throw new IllegalArgumentException("version other than 0");
    }
    versionSeen = true;
  }

  private void origin(String value) {
    if (origin.isPresent()) {
      throw new IllegalArgumentException("o= twice");
    }
    origin = Optional.of(Origin.parse(value));
  }

  /** {@code audio 49170/2 RTP/AVP 0 8}. */
  private void beginMedia(String value) {
    finishMedia();
    List<String> words = Words.of(value);
    if (words.size() < 3) {
      throw new IllegalArgumentException("m= needs type, port, protocol and formats");
    }
    String ports = words.get(1);
    int slash = ports.indexOf('/');
    int port = Codec.number(slash < 0 ? ports : ports.substring(0, slash));
    int count = slash < 0 ? 1 : Codec.number(ports.substring(slash + 1));
    if (port < 0 || port > 65535 || count < 1) {
      throw new IllegalArgumentException("m= with a bad port");
    }
    List<String> formats = words.subList(3, words.size());
    if (formats.isEmpty() && port > 0) {
      throw new IllegalArgumentException("m= without formats");
    }
    lines = new ArrayList<>();
    current = Optional.of(new MediaDescription(words.get(0), port, count, words.get(2), formats, List.of()));
  }

  private void finishMedia() {
    current.ifPresent(one -> media.add(new MediaDescription(one.type(), one.port(), one.portCount(), one.protocol(),
        one.formats(), lines)));
    current = Optional.empty();
  }
}
