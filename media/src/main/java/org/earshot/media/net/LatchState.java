package org.earshot.media.net;

import java.net.InetSocketAddress;

/** What is known of where a stream comes from. */
public sealed interface LatchState {
  /** No SDP yet, or one that rejects the stream or holds it: nothing is taken and nothing is sent. */
  record Unsignalled() implements LatchState {}

  /**
   * SDP has come, and nothing from where it says.
   *
   * @param signalled  the address it names; null: none that can be sent to
   * @param former     the source before this SDP, which may have a few packets still under way; null: none
   * @param sinceNanos when this SDP came
   */
  record Signalled(InetSocketAddress signalled, InetSocketAddress former, long sinceNanos) implements LatchState {}

  /** An address that SDP does not name sends what could be the stream; {@code base} holds until it has proved so. */
  record Probation(LatchState base, InetSocketAddress candidate, int ssrc, int sequence, int packets, long seenNanos)
      implements LatchState {}

  /** The stream's source is known. */
  record Latched(InetSocketAddress signalled, InetSocketAddress source) implements LatchState {}

  LatchState UNSIGNALLED = new Unsignalled();

  /** Where to send; null: nowhere. */
  default InetSocketAddress destination() {
    return switch (this) {
      case Unsignalled() -> null;
      case Signalled s -> s.signalled();
      case Probation p -> p.base().destination();
      case Latched l -> l.source();
    };
  }

  /** Whether a packet from there is the peer's. */
  default boolean accepts(InetSocketAddress from) {
    return switch (this) {
      case Unsignalled() -> false;
      case Signalled s -> from.equals(s.former());
      case Probation p -> p.base().accepts(from);
      case Latched l -> from.equals(l.source());
    };
  }
}
