package org.earshot.app.registrar;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvents;
import org.earshot.app.registrar.RegisterRules.Decision;
import org.earshot.sip.SipActions;
import org.earshot.sip.auth.DigestVerifier;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers REGISTER (RFC 3261 §10.3). What is acknowledged is on disk: a change waits in its user's turn until the store
 * has committed it, then becomes visible in the {@link LocationTable}, then is answered. Never blocks.
 *
 * <pre>
 *   on ─ Doorkeeper ─ turn of the user ─ RegisterRules ─ LocationStore.commit
 *                                                              │ store-writer
 *                    next turn ─ answer ─ LocationTable ─(post)┘
 * </pre>
 */
public final class Registrar {
  private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
  // A phone has a request or two on the way at a time; more wait only where the disk is slow
  private static final int WAITING_MAX = 32;

  private final Doorkeeper doorkeeper;
  private final RegisterRules rules;
  private final LocationTable table;
  private final Ports ports;
  private final RefusalLog refusals = new RefusalLog();
  private final TurnQueue<Turn> turns = new TurnQueue<>(WAITING_MAX);

  /** Runs a task on the loop that owns an address of record; false where the loop has no room. */
  @FunctionalInterface
  public interface Loops {
    boolean post(String user, Runnable task);
  }

  /** All that the registrar talks to. {@code loops}: where it goes on once the disk has a change. */
  public record Ports(SipActions sip, DomainEvents events, LocationStore store, Loops loops, InstantSource clock) {}

  /** What waits for the turn of a user. */
  private sealed interface Turn {
    String user();

    record Register(RequestId id, RegisterRequest request) implements Turn {
      @Override
      public String user() {
        return request.user();
      }
    }

    /** Time has passed. */
    record Expire(String user) implements Turn {}

    /** A connection has ended. */
    record Lose(String user, Hop flow) implements Turn {}
  }

  public Registrar(ServerConfig.Registrar config, Domains domains, DigestVerifier verifier, UserDirectory users,
                   LocationTable table, Ports ports) {
    this.doorkeeper = new Doorkeeper(domains, verifier, users);
    this.rules = new RegisterRules(config);
    this.table = table;
    this.ports = ports;
  }

  /** On the loop that owns the address of record (To), so that requests keep their order. */
  public void on(RequestId id, SipRequest request) {
    switch (doorkeeper.ask(request)) {
      case Doorkeeper.Verdict.Turned(RegisterAnswer answer, String why) -> {
        if (answer.response().status() != 401) {
          refusals.on(request, answer.response().status(), why, ports.clock.instant());
        }
        answer(id, answer);
      }
      case Doorkeeper.Verdict.Enter(RegisterRequest register) -> enter(new Turn.Register(id, register));
    }
  }

  /** Forgets what has expired by now; call it every few seconds. Any thread. */
  public void sweep(Instant now) {
    table.expiredBy(now).forEach(user -> enter(new Turn.Expire(user)));
  }

  /**
   * A connection has ended: bindings that are reached by it alone are removed (RFC 5626 §6), so that a call does not try
   * them. A phone that comes back registers again. Any thread.
   */
  public void flowEnded(Hop flow) {
    table.reachedBy(flow).forEach(user -> enter(new Turn.Lose(user, flow)));
  }

  private void enter(Turn turn) {
    switch (turns.enter(turn.user(), turn)) {
      case TAKEN -> take(turn);
      case WAITING -> { }
      case FULL -> finish(turn, RegisterAnswer.unavailable());
    }
  }

  /** Holds the turn of the user until {@link #done}. */
  private void take(Turn turn) {
    try {
      // As the store keeps it
      Instant now = ports.clock.instant().truncatedTo(ChronoUnit.MILLIS);
      List<Binding> stored = table.stored(turn.user());
      switch (turn) {
        case Turn.Register(_, RegisterRequest request) -> decided(turn, rules.decide(stored, request, now), now);
        case Turn.Expire(String user) -> rules.expire(user, stored, now)
            .ifPresentOrElse(changed -> commit(turn, changed, now), () -> done(turn, RegisterAnswer.failed()));
        case Turn.Lose(String user, Hop flow) -> rules.lose(user, stored, flow, now)
            .ifPresentOrElse(changed -> commit(turn, changed, now), () -> done(turn, RegisterAnswer.failed()));
      }
    } catch (RuntimeException e) {
      LOG.error("turn of {} failed", turn.user(), e);
      done(turn, RegisterAnswer.failed());
    }
  }

  private void decided(Turn turn, Decision decision, Instant now) {
    switch (decision) {
      case Decision.Listed(List<Binding> bindings) -> done(turn, RegisterAnswer.listing(bindings, now, "queried"));
      case Decision.Changed changed -> commit(turn, changed, now);
      case Decision.TooBrief(long secondsMin) -> done(turn, RegisterAnswer.tooBrief(secondsMin));
      case Decision.Refused(int status, String reason) -> done(turn, RegisterAnswer.refused(status, reason));
    }
  }

  private void commit(Turn turn, Decision.Changed changed, Instant now) {
    ports.store.commit(changed.change(), outcome -> {
      Runnable rest = () -> committed(turn, changed, now, outcome);
      if (!ports.loops.post(turn.user(), rest)) {
        // The loop is full, but the turn must be given on: whoever holds it may run this
        rest.run();
      }
    });
  }

  private void committed(Turn turn, Decision.Changed changed, Instant now, LocationStore.Outcome outcome) {
    RegisterAnswer answer;
    try {
      answer = switch (outcome) {
        case COMMITTED -> applied(turn.user(), changed, now);
        case FAILED, REFUSED -> RegisterAnswer.unavailable();
      };
    } catch (RuntimeException e) {
      LOG.error("turn of {} failed after its commit", turn.user(), e);
      answer = RegisterAnswer.failed();
    }
    done(turn, answer);
  }

  private RegisterAnswer applied(String user, Decision.Changed changed, Instant now) {
    List<Binding> before = table.stored(user);
    table.replace(user, changed.after());
    tellChange(user, before, changed.after());
    String outcome = changed.change().put().isEmpty() ? "removed" : "ok";
    return RegisterAnswer.listing(changed.after(), now, outcome);
  }

  private void tellChange(String user, List<Binding> before, List<Binding> after) {
    if (!contacts(before).equals(contacts(after))) {
      ports.events.on(new DomainEvent.BindingsChanged(ports.clock.instant(), user, after.size()));
    }
  }

  private static Set<String> contacts(List<Binding> bindings) {
    return bindings.stream().map(binding -> binding.contact().toString()).collect(Collectors.toSet());
  }

  private void done(Turn turn, RegisterAnswer answer) {
    finish(turn, answer);
    turns.next(turn.user()).ifPresent(this::take);
  }

  private void finish(Turn turn, RegisterAnswer answer) {
    if (turn instanceof Turn.Register(RequestId id, RegisterRequest request)) {
      answer(id, answer.along(request.origin().path()));
    }
  }

  private void answer(RequestId id, RegisterAnswer answer) {
    try {
      ports.sip.respond(id, answer.response());
      ports.events.on(new DomainEvent.RegistrarAnswered(ports.clock.instant(), answer.outcome()));
    } catch (RuntimeException e) {
      LOG.error("REGISTER could not be answered {}", answer.response().status(), e);
    }
  }
}
