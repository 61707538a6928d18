package org.earshot.media.relay;

import java.util.List;
import org.earshot.media.StreamSpec.Codec;

/** A set of payload types that costs one shift to ask. */
record PayloadTypes(long low, long high) {
  static final PayloadTypes ALL = new PayloadTypes(-1, -1);
  private static final int COMFORT_NOISE = 13;

  /** The types of both sides, since payload types pass unchanged; all, as long as either has said nothing. */
  static PayloadTypes negotiated(List<Codec> one, List<Codec> other) {
    if (one.isEmpty()) {
      return ALL;
    }
    PayloadTypes types = new PayloadTypes(0, 0).with(COMFORT_NOISE);
    for (Codec codec : one) {
      types = types.with(codec.payloadType());
    }
    for (Codec codec : other) {
      types = types.with(codec.payloadType());
    }
    return types;
  }

  private PayloadTypes with(int type) {
    return type < 64 ? new PayloadTypes(low | 1L << type, high) : new PayloadTypes(low, high | 1L << type);
  }

  boolean contains(int type) {
    return ((type < 64 ? low : high) >>> type & 1) != 0;
  }
}
