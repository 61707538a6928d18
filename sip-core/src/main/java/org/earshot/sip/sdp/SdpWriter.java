package org.earshot.sip.sdp;

import java.util.List;

/** {@link SessionDescription} to text: CRLF, lines in the order of RFC 8866 §5, those of one kind as they came. */
final class SdpWriter {

  private SdpWriter() {}

  static String write(SessionDescription session) {
    var out = new StringBuilder(512).append("v=0\r\no=").append(session.origin()).append("\r\n");
    append(complete(session.lines()), out);
    for (MediaDescription media : session.media()) {
      out.append("m=").append(media.type()).append(' ').append(media.port());
      if (media.portCount() != 1) {
        out.append('/').append(media.portCount());
      }
      out.append(' ').append(media.protocol());
      media.formats().forEach(format -> out.append(' ').append(format));
      append(media.lines(), out.append("\r\n"));
    }
    return out.toString();
  }

  /** s= and t= must be there (RFC 8866 §5.3, §5.9), whatever the peer left out. */
  private static List<SdpLine> complete(List<SdpLine> lines) {
    List<SdpLine> named = lines.stream().anyMatch(line -> line.type() == 's') ? lines
        : SdpLines.replace(lines, _ -> false, new SdpLine('s', "-"));
    return named.stream().anyMatch(line -> line.type() == 't') ? named
        : SdpLines.replace(named, _ -> false, new SdpLine('t', "0 0"));
  }

  private static void append(List<SdpLine> lines, StringBuilder out) {
    SdpLines.ordered(lines).forEach(line -> out.append(line.type()).append('=').append(line.value()).append("\r\n"));
  }
}
