package org.earshot.sip.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One payload type of a media line.
 *
 * @param name       encoding name, upper-case
 * @param clockRate  in Hz
 * @param parameters of a=fmtp; empty where there is none
 */
public record Codec(int payloadType, String name, int clockRate, int channels, String parameters) {
  // RFC 3551 §6, tables 4 and 5
  private static final Map<Integer, String> STATIC = Map.ofEntries(
      Map.entry(0, "PCMU/8000"), Map.entry(3, "GSM/8000"), Map.entry(4, "G723/8000"), Map.entry(5, "DVI4/8000"),
      Map.entry(6, "DVI4/16000"), Map.entry(7, "LPC/8000"), Map.entry(8, "PCMA/8000"), Map.entry(9, "G722/8000"),
      Map.entry(10, "L16/44100/2"), Map.entry(11, "L16/44100"), Map.entry(12, "QCELP/8000"), Map.entry(13, "CN/8000"),
      Map.entry(14, "MPA/90000"), Map.entry(15, "G728/8000"), Map.entry(16, "DVI4/11025"), Map.entry(17, "DVI4/22050"),
      Map.entry(18, "G729/8000"), Map.entry(25, "CELB/90000"), Map.entry(26, "JPEG/90000"), Map.entry(28, "NV/90000"),
      Map.entry(31, "H261/90000"), Map.entry(32, "MPV/90000"), Map.entry(33, "MP2T/90000"), Map.entry(34, "H263/90000"));

  /** The codecs of an RTP media line in the order of its formats; a format nobody explains is left out. */
  static List<Codec> of(MediaDescription media) {
    Map<String, String> maps = byFormat(media.attributes("rtpmap"));
    Map<String, String> parameters = byFormat(media.attributes("fmtp"));
    var codecs = new ArrayList<Codec>(media.formats().size());
    media.formats().forEach(format -> of(format, maps, parameters).ifPresent(codecs::add));
    return List.copyOf(codecs);
  }

  private static Optional<Codec> of(String format, Map<String, String> maps, Map<String, String> parameters) {
    int payloadType = number(format);
    String map = maps.getOrDefault(format, STATIC.getOrDefault(payloadType, ""));
    String[] parts = map.split("/");
    int clockRate = parts.length < 2 ? -1 : number(parts[1]);
    int channels = parts.length < 3 ? 1 : number(parts[2]);
    if (payloadType < 0 || payloadType > 127 || parts[0].isEmpty() || clockRate < 1 || channels < 1) {
      return Optional.empty();
    }
    String name = parts[0].toUpperCase(Locale.ROOT);
    return Optional.of(new Codec(payloadType, name, clockRate, channels, parameters.getOrDefault(format, "")));
  }

  /** Whether it is the same encoding, whatever its payload type and parameters. */
  public boolean isLike(Codec other) {
    return name.equals(other.name) && clockRate == other.clockRate && channels == other.channels;
  }

  /** Digits and comfort noise go beside a voice; alone they are no call. */
  boolean isVoice() {
    return !name.equals("TELEPHONE-EVENT") && !name.equals("CN");
  }

  /** Digits as events in RTP (RFC 4733). */
  public boolean isEvents() {
    return name.equals("TELEPHONE-EVENT");
  }

  /** {@code "101 telephone-event/8000"} by its first word; the first of two wins. */
  private static Map<String, String> byFormat(List<String> values) {
    var map = new HashMap<String, String>();
    for (String value : values) {
      int blank = value.indexOf(' ');
      if (blank > 0) {
        map.putIfAbsent(value.substring(0, blank), value.substring(blank + 1).strip());
      }
    }
    return map;
  }

  static int number(String digits) {
    if (digits.isEmpty() || digits.length() > 9) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
