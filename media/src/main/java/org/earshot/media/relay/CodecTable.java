package org.earshot.media.relay;

import java.util.Arrays;
import java.util.List;
import org.earshot.media.StreamSpec.Codec;
import org.earshot.media.audio.FrameAssembler;
import org.earshot.media.audio.G711;

/** What the payload types of one peer mean, by array: asked for every packet. */
final class CodecTable {
  private static final int TYPES = 128;
  private static final int DEFAULT_RATE = 8000;

  private final String[] names = new String[TYPES];
  private final int[] clockRates = new int[TYPES];

  CodecTable(List<Codec> codecs) {
    Arrays.fill(names, "");
    Arrays.fill(clockRates, DEFAULT_RATE);
    // RFC 3551 §6: these need no a=rtpmap
    names[0] = "PCMU";
    names[8] = "PCMA";
    names[13] = "CN";
    codecs.forEach(this::put);
  }

  private void put(Codec codec) {
    names[codec.payloadType()] = codec.name();
    clockRates[codec.payloadType()] = codec.clockRate();
  }

  /** Whether the type carries digits. */
  boolean isEvent(int payloadType) {
    return names[payloadType].equals("TELEPHONE-EVENT");
  }

  /** Whether any does. */
  boolean hasEvents() {
    return Arrays.asList(names).contains("TELEPHONE-EVENT");
  }

  /** Clock rate in Hz. */
  int clockRate(int payloadType) {
    return clockRates[payloadType];
  }

  /** Encoding name, empty where unknown. */
  String name(int payloadType) {
    return names[payloadType];
  }

  // RFC 4733 §2.3: all packets of one event bear the timestamp of its start
  /** Clock rate in Hz for the jitter, 0 where the timestamps are no clock. */
  int timingRate(int payloadType) {
    return isEvent(payloadType) ? 0 : clockRates[payloadType];
  }

  /** How to make samples of the type's payload; null where we cannot. */
  FrameAssembler.Decoder decoder(int payloadType) {
    return switch (names[payloadType]) {
      case "PCMU" -> G711::fromMuLaw;
      case "PCMA" -> G711::fromALaw;
      default -> null;
    };
  }

  /** Whether the type carries the talker's voice, rather than digits or comfort noise. */
  boolean voice(int payloadType) {
    String name = names[payloadType];
    return !name.equals("TELEPHONE-EVENT") && !name.equals("CN");
  }
}
