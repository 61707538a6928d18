package org.earshot.media.relay;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.earshot.media.StreamSpec.Codec;
import org.earshot.media.audio.G711;

/**
 * What one peer's payload types are called by the other, and whether the law of G.711 changes on the way: by array, asked
 * for every packet. Immutable.
 */
final class PayloadMap {
  private static final int TYPES = 128;
  private static final int NOT_AGREED = -1;
  /** Agreed on with the peer, but the other side does not take it: it is heard, and not sent on. */
  private static final int NOT_TAKEN = -2;
  private static final int COMFORT_NOISE = 13;
  /** Every type passes as it is: before both sides have spoken. */
  static final PayloadMap ALL = new PayloadMap(identity(), new byte[TYPES][]);

  private static final byte[] MU_TO_A = new byte[256];
  private static final byte[] A_TO_MU = new byte[256];

  static {
    for (int octet = 0; octet < 256; octet++) {
      MU_TO_A[octet] = G711.toALaw(G711.fromMuLaw((byte) octet));
      A_TO_MU[octet] = G711.toMuLaw(G711.fromALaw((byte) octet));
    }
  }

  private final byte[] numbers;
  private final byte[][] laws;

  private PayloadMap(byte[] numbers, byte[][] laws) {
    this.numbers = numbers;
    this.laws = laws;
  }

  private static byte[] identity() {
    byte[] numbers = new byte[TYPES];
    for (int type = 0; type < TYPES; type++) {
      numbers[type] = (byte) type;
    }
    return numbers;
  }

  /** From what one peer sends to what the other takes; all pass unchanged as long as either has said nothing. */
  static PayloadMap between(List<Codec> sent, List<Codec> taken) {
    if (sent.isEmpty() || taken.isEmpty()) {
      return ALL;
    }
    byte[] numbers = new byte[TYPES];
    byte[][] laws = new byte[TYPES][];
    Arrays.fill(numbers, (byte) NOT_AGREED);
    // RFC 3551 §4.1: comfort noise goes with any of the voices, and phones send it unasked
    numbers[COMFORT_NOISE] = COMFORT_NOISE;
    for (Codec codec : sent.reversed()) { // the first of two with one number counts
      numbers[codec.payloadType()] = NOT_TAKEN;
      laws[codec.payloadType()] = null;
      like(taken, codec).ifPresent(own -> numbers[codec.payloadType()] = (byte) own.payloadType());
      if (numbers[codec.payloadType()] == NOT_TAKEN) {
        otherLaw(taken, codec).ifPresent(own -> {
          numbers[codec.payloadType()] = (byte) own.payloadType();
          laws[codec.payloadType()] = codec.name().equals("PCMU") ? MU_TO_A : A_TO_MU;
        });
      }
    }
    return new PayloadMap(numbers, laws);
  }

  /** The same number, else the same parameters, else the same encoding. */
  private static Optional<Codec> like(List<Codec> taken, Codec codec) {
    return first(taken, codec, own -> own.payloadType() == codec.payloadType())
        .or(() -> first(taken, codec, own -> own.parameters().equals(codec.parameters())))
        .or(() -> first(taken, codec, _ -> true));
  }

  private static Optional<Codec> first(List<Codec> taken, Codec codec, Predicate<Codec> more) {
    return taken.stream().filter(own -> own.name().equals(codec.name()) && own.clockRate() == codec.clockRate()
        && own.channels() == codec.channels()).filter(more).findFirst();
  }

  private static Optional<Codec> otherLaw(List<Codec> taken, Codec codec) {
    return switch (codec.name()) {
      case "PCMU" -> like(taken, new Codec(0, "PCMA", codec.clockRate()));
      case "PCMA" -> like(taken, new Codec(0, "PCMU", codec.clockRate()));
      default -> Optional.empty();
    };
  }

  /** Whether the peer may send the type. */
  boolean contains(int type) {
    return numbers[type] != NOT_AGREED;
  }

  /** Whether the other side takes it. */
  boolean carries(int type) {
    return numbers[type] >= 0;
  }

  /** The other side's number for what it takes. */
  int number(int type) {
    return numbers[type];
  }

  /** What each octet becomes in the other law; null: the payload stays. */
  byte[] law(int type) {
    return laws[type];
  }

  /** Whether some packet is not the same afterwards, or goes no further. */
  boolean changesPackets() {
    for (int type = 0; type < TYPES; type++) {
      if (contains(type) && (numbers[type] != type || laws[type] != null)) {
        return true;
      }
    }
    return false;
  }
}
