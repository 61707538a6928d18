package org.earshot.media.net;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.earshot.media.net.LatchState.Latched;
import org.earshot.media.net.LatchState.Probation;
import org.earshot.media.net.LatchState.Signalled;
import org.earshot.media.net.LatchState.Unsignalled;

/**
 * Learns where a stream really comes from. Pure: no clock, no socket.
 *
 * <pre>
 *                  SDP                        from the signalled address
 *  Unsignalled ----------> Signalled ------------------------------------> Latched
 *                            |   ^                                          ^  |
 *            from elsewhere  |   | candidate went silent                    |  | old source silent,
 *                            v   |                                          |  | stream goes on elsewhere
 *                          Probation ---- N consecutive packets, one SSRC --'  v
 *                                  `---- from the signalled address ------> Latched   (Probation over Latched
 *                                                                            works in the same way)
 * </pre>
 *
 * The signalled address always wins: whoever is merely first (RFC 7362 §5) loses the stream to it. A latched stream
 * moves upon new SDP; or if its source has been silent and another carries on its SSRC and sequence numbers, as a NAT
 * does that has forgotten its binding.
 */
public final class Latch {
  /** Lost packets between two that still count as consecutive. */
  private static final int MOST_SKIPPED = 4;

  private Latch() {}

  /**
   * The state after SDP, offer or answer. {@code signalled} is null where it names no address that we could send to,
   * such as a host name: then whoever sends a stream first is the peer.
   */
  public static LatchState signalled(LatchState state, InetSocketAddress signalled, long nowNanos) {
    return switch (state) {
      case Unsignalled() -> new Signalled(signalled, null, nowNanos);
      case Signalled s -> Objects.equals(s.signalled(), signalled) ? s : new Signalled(signalled, s.former(), nowNanos);
      case Probation p -> {
        LatchState base = signalled(p.base(), signalled, nowNanos);
        yield base == p.base() ? p : base;
      }
      case Latched l -> moved(l, signalled, nowNanos);
    };
  }

  private static LatchState moved(Latched state, InetSocketAddress signalled, long nowNanos) {
    if (Objects.equals(state.signalled(), signalled)) {
      return state;
    }
    return state.source().equals(signalled)
        ? new Latched(signalled, signalled)
        : new Signalled(signalled, state.source(), nowNanos);
  }

  /** The state after a packet; the same object where nothing has changed. */
  public static LatchState step(LatchState state, Sighting seen, LatchPolicy policy) {
    return switch (state) {
      case Unsignalled u -> u;
      case Signalled s -> fromSignalled(s, seen, policy);
      case Probation p -> fromProbation(p, seen, policy);
      case Latched l -> fromLatched(l, seen, policy);
    };
  }

  private static LatchState fromSignalled(Signalled state, Sighting seen, LatchPolicy policy) {
    if (seen.source().equals(state.signalled())) {
      return new Latched(state.signalled(), state.signalled());
    }
    boolean leftover = seen.source().equals(state.former())
        && seen.nowNanos() - state.sinceNanos() < policy.silenceNanos();
    return leftover ? state : candidate(state, seen, policy);
  }

  private static LatchState fromLatched(Latched state, Sighting seen, LatchPolicy policy) {
    if (seen.source().equals(state.source())) {
      return state;
    }
    if (seen.source().equals(state.signalled())) {
      return new Latched(state.signalled(), state.signalled());
    }
    boolean mayMove = seen.continues() && seen.silentNanos() >= policy.silenceNanos();
    return mayMove ? candidate(state, seen, policy) : state;
  }

  private static LatchState fromProbation(Probation state, Sighting seen, LatchPolicy policy) {
    LatchState base = step(state.base(), seen, policy);
    if (base instanceof Latched && base != state.base()) {
      return base;
    }
    if (seen.source().equals(state.candidate())) {
      return follows(state, seen) ? proved(state, seen, policy) : base;
    }
    boolean oldSourceIsBack = state.base() instanceof Latched && state.base().accepts(seen.source());
    boolean candidateIsGone = seen.nowNanos() - state.seenNanos() >= policy.candidateNanos();
    return oldSourceIsBack || candidateIsGone ? base : state;
  }

  private static boolean follows(Probation state, Sighting seen) {
    int ahead = seen.sequence() - state.sequence() & 0xffff;
    return seen.ssrc() == state.ssrc() && ahead > 0 && ahead <= 1 + MOST_SKIPPED;
  }

  private static LatchState proved(Probation state, Sighting seen, LatchPolicy policy) {
    int packets = state.packets() + 1;
    return packets >= policy.probationPackets()
        ? new Latched(signalledOf(state.base()), state.candidate())
        : new Probation(state.base(), state.candidate(), seen.ssrc(), seen.sequence(), packets, seen.nowNanos());
  }

  private static LatchState candidate(LatchState base, Sighting seen, LatchPolicy policy) {
    return proved(new Probation(base, seen.source(), seen.ssrc(), seen.sequence(), 0, seen.nowNanos()), seen, policy);
  }

  private static InetSocketAddress signalledOf(LatchState base) {
    return switch (base) {
      case Unsignalled() -> null;
      case Signalled s -> s.signalled();
      case Latched l -> l.signalled();
      case Probation p -> signalledOf(p.base());
    };
  }
}
