package org.earshot.app.trunk;

import java.util.List;
import java.util.Optional;
import org.earshot.app.trunk.RegistrationEvent.Accepted;
import org.earshot.app.trunk.RegistrationEvent.Challenged;
import org.earshot.app.trunk.RegistrationEvent.Failed;
import org.earshot.app.trunk.RegistrationEvent.Redirected;
import org.earshot.app.trunk.RegistrationEvent.Started;
import org.earshot.app.trunk.RegistrationEvent.Stopped;
import org.earshot.app.trunk.RegistrationEvent.TimerFired;
import org.earshot.app.trunk.RegistrationEvent.TooBrief;
import org.earshot.app.trunk.RegistrationState.Ask;
import org.earshot.app.trunk.RegistrationState.Asking;
import org.earshot.app.trunk.RegistrationState.Bound;
import org.earshot.app.trunk.RegistrationState.Gone;
import org.earshot.app.trunk.RegistrationState.Idle;
import org.earshot.app.trunk.RegistrationState.Leaving;
import org.earshot.app.trunk.RegistrationState.Registered;
import org.earshot.app.trunk.RegistrationState.Waiting;
import org.earshot.sip.message.Headers;

/**
 * Our registration with one trunk, from the first REGISTER to the last (RFC 3261 §10.2). Pure.
 *
 * <pre>
 *            ┌── 401, 407, 423, 3xx, next address ──┐
 *            ▼                                      │
 *   Idle ─► Asking ──┬── 2xx ──► Registered ── refresh ─► Asking
 *            ▲       └── no ───► Waiting ──┐
 *            └────────── back-off ─────────┘          any ── stop ─► Leaving ─► Gone
 * </pre>
 */
final class RegistrationMachine {
  private static final int REDIRECTS_MAX = 3;
  private static final long EXPIRES_MAX_S = 86_400;
  private static final int LEAVING_ROUNDS_MAX = 2;

  /** What is to be done, in order. */
  sealed interface Action {
    /** {@code credentials}: for the challenge just met; empty: those for what was asked before. */
    record Send(Ask ask, Optional<Headers> credentials) implements Action {}

    record Arm(long delayMs) implements Action {}
  }

  record Step(RegistrationState next, List<Action> actions) {}

  private RegistrationMachine() {}

  static Step step(RegistrationState state, RegistrationEvent event, RegistrationPolicy policy) {
    return switch (state) {
      case Idle _ -> switch (event) {
        case Started _ -> ask(Ask.first(policy.expiresS()), Optional.empty(), 0);
        case Stopped _ -> to(new Gone());
        case TimerFired _, Accepted _, Challenged _, TooBrief _, Redirected _, Failed _ -> to(state);
      };
      case Asking asking -> asking(asking, event, policy);
      case Registered(Bound bound) -> switch (event) {
        case TimerFired _ -> ask(Ask.first(bound.askedS()), Optional.of(bound), 0);
        case Stopped _ -> leave();
        // answers to a REGISTER that is over
        case Started _, Accepted _, Challenged _, TooBrief _, Redirected _, Failed _ -> to(state);
      };
      case Waiting(var bound, int failures, _, _) -> switch (event) {
        case TimerFired _ -> ask(Ask.first(bound.map(Bound::askedS).orElse(policy.expiresS())), bound, failures);
        case Stopped _ -> bound.isPresent() ? leave() : to(new Gone());
        case Started _, Accepted _, Challenged _, TooBrief _, Redirected _, Failed _ -> to(state);
      };
      case Leaving(int rounds) -> switch (event) {
        case Challenged(Headers credentials) when rounds < LEAVING_ROUNDS_MAX ->
            new Step(new Leaving(rounds + 1), List.of(new Action.Send(removal(rounds + 1), Optional.of(credentials))));
        case Challenged _, Accepted _, TooBrief _, Redirected _, Failed _ -> to(new Gone());
        case Started _, TimerFired _, Stopped _ -> to(state);
      };
      case Gone _ -> to(state);
    };
  }

  private static Step asking(Asking state, RegistrationEvent event, RegistrationPolicy policy) {
    Ask ask = state.ask();
    return switch (event) {
      case Accepted(long grantedS, long nowNanos) -> {
        var bound = new Bound(nowNanos + grantedS * 1_000_000_000, grantedS, ask.expiresS());
        yield new Step(new Registered(bound), List.of(new Action.Arm(policy.refreshMs(grantedS))));
      }
      case Challenged(Headers credentials) -> again(state, ask.challenged(), Optional.of(credentials));
      case TooBrief(long minS) when minS > ask.expiresS() && minS <= EXPIRES_MAX_S ->
          again(state, ask.longer((int) minS), Optional.empty());
      case TooBrief(long minS) -> wait(state, true, "423 with Min-Expires " + minS, 0, 0, policy);
      case Redirected(var to) when ask.redirects() < REDIRECTS_MAX -> again(state, ask.redirected(to), Optional.empty());
      case Redirected _ -> wait(state, true, "redirected in circles", 0, 0, policy);
      case Failed failed when failed.another() -> again(state, ask.nextServer(), Optional.empty());
      case Failed(boolean refused, String why, long notBeforeMs, _, long nowNanos) ->
          wait(state, refused, why, notBeforeMs, nowNanos, policy);
      case Stopped _ -> leave();
      case Started _, TimerFired _ -> to(state);
    };
  }

  private static Step ask(Ask ask, Optional<Bound> bound, int failures) {
    return new Step(new Asking(ask, bound, failures), List.of(new Action.Send(ask, Optional.empty())));
  }

  private static Step again(Asking state, Ask ask, Optional<Headers> credentials) {
    return new Step(new Asking(ask, state.bound(), state.failures()), List.of(new Action.Send(ask, credentials)));
  }

  /** A binding that still holds is not given up for one failed refresh; the next try comes before it ends. */
  private static Step wait(Asking state, boolean refused, String why, long notBeforeMs, long nowNanos,
                           RegistrationPolicy policy) {
    int failures = state.failures() + 1;
    Optional<Bound> bound = state.bound().filter(left -> !refused && left.untilNanos() - nowNanos > 0);
    long delayMs = policy.retryMs(failures, refused, notBeforeMs);
    long delay = bound.map(left -> Math.min(delayMs, Math.max(1, (left.untilNanos() - nowNanos) / 1_000_000)))
        .orElse(delayMs);
    return new Step(new Waiting(bound, failures, why, refused), List.of(new Action.Arm(delay)));
  }

  private static Step leave() {
    return new Step(new Leaving(0), List.of(new Action.Send(removal(0), Optional.empty())));
  }

  private static Ask removal(int rounds) {
    return new Ask(0, 0, rounds, Optional.empty(), 0);
  }

  private static Step to(RegistrationState next) {
    return new Step(next, List.of());
  }
}
