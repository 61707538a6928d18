package org.earshot.app.call;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.call.CallAction.Notice;
import org.earshot.app.call.CallState.Outcome;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvent.Rtp;
import org.earshot.app.events.DomainEvent.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the outside learns of a call: adds the time to each fact, publishes it, and writes the INFO lines. */
final class CallStory {
  private static final Logger LOG = LoggerFactory.getLogger("org.earshot.call");

  private final String id;
  private final CallPlan plan;
  private final CallServices services;
  private final Instant start;
  private final long startNanos;
  private Optional<Instant> answer = Optional.empty();
  private final Map<Integer, String> trunks = new HashMap<>();
  private Optional<String> calleeTrunk = Optional.empty();
  private Optional<Verdict> verdict = Optional.empty();
  private String calleeCallId = "";
  private long answerNanos;
  private long calleeAnswerNanos;
  private boolean calleeAnswered;

  CallStory(String id, CallPlan plan, CallServices services) {
    this.id = id;
    this.plan = plan;
    this.services = services;
    this.start = services.now().get();
    this.startNanos = services.nanos().getAsLong();
  }

  void started() {
    LOG.info("start caller={} callee={} direction={}{}", plan.caller(), plan.callee(), direction(),
        plan.trunk().map(trunk -> " trunk=" + trunk).orElse(""));
    services.events().on(new DomainEvent.CallStarted(id, start, plan.caller(), plan.callee(), plan.trunk(),
        plan.callerCallId()));
  }

  void answeredBy(String callId) {
    calleeCallId = callId;
  }

  /** From here on the time to a verdict is counted. */
  void calleeAnswered() {
    calleeAnswered = true;
    calleeAnswerNanos = services.nanos().getAsLong();
  }

  void publish(Fact fact, CallMedia media) {
    Instant at = services.now().get();
    switch (fact) {
      case Fact.Routed _ -> plan.direction().ifPresent(direction ->
          services.events().on(new DomainEvent.CallRouted(id, at, direction)));
      case Fact.Dialled(int leg, Attempt attempt) -> dialled(leg, attempt, at);
      case Fact.LegFailed(int leg, Attempt attempt, int status) -> legFailed(leg, attempt, status, at);
      case Fact.Ringing(int leg, int status, boolean early) -> ringing(leg, status, early, at);
      case Fact.Answered(int leg) -> answered(leg, at, media.codec());
      case Fact.Transferred(int by, String kind, String target) -> transferred(by, kind, target, at);
      case Fact.Told(int leg, Notice notice) -> told(leg, notice, at);
      case Fact.Ended(Outcome outcome) -> ended(outcome, at, media.totals(CallMachine.CALLER), media.calleeTotals());
    }
  }

  private void dialled(int leg, Attempt attempt, Instant at) {
    attempt.trunk().ifPresent(trunk -> trunks.put(leg, trunk));
    calleeTrunk = attempt.trunk();
    services.events().on(new DomainEvent.LegDialled(id, at, leg, attempt.trunk(), attempt.target()));
  }

  private void legFailed(int leg, Attempt attempt, int status, Instant at) {
    LOG.debug("attempt {} failed with {}, others are left", leg, status);
    services.events().on(new DomainEvent.LegFailed(id, at, leg, attempt.trunk(), status));
  }

  private void ringing(int leg, int status, boolean early, Instant at) {
    long pddMs = sinceStartMs();
    LOG.info("ringing status={} early-media={} pdd-ms={}{}", status, early, pddMs,
        calleeTrunk.map(trunk -> " trunk=" + trunk).orElse(""));
    services.events().on(new DomainEvent.CallRinging(id, at, leg, status, early, pddMs));
  }

  private void answered(int leg, Instant at, String codec) {
    calleeTrunk = Optional.ofNullable(trunks.get(leg));
    answer = Optional.of(at);
    answerNanos = services.nanos().getAsLong();
    long setupMs = sinceStartMs();
    LOG.info("answer setup-ms={} codec={}{}", setupMs, codec,
        calleeTrunk.map(trunk -> " trunk=" + trunk).orElse(""));
    services.events().on(new DomainEvent.CallAnswered(id, at, leg, calleeTrunk, calleeCallId, codec, setupMs));
  }

  private void transferred(int by, String kind, String target, Instant at) {
    String who = by == CallMachine.CALLER ? "caller" : "callee";
    LOG.info("transfer kind={} by={} to={}", kind, who, target);
    services.events().on(new DomainEvent.CallTransferred(id, at, who, kind, target));
  }

  private void told(int leg, Notice notice, Instant at) {
    switch (notice) {
      case Notice.Verdict(var heard) -> {
        Verdict outside = Verdicts.outside(heard);
        verdict = Optional.of(outside);
        LOG.info("verdict {}", outside.headerValue());
        services.events().on(new DomainEvent.AmdVerdict(id, at, leg, outside, decisionMs(heard.atMs())));
      }
      case Notice.Revised(var heard) -> {
        Verdict outside = Verdicts.outside(heard);
        verdict = Optional.of(outside);
        LOG.debug("verdict revised {}", outside.headerValue());
        services.events().on(new DomainEvent.AmdRevised(id, at, leg, outside));
      }
      case Notice.GreetingEnd(var end) ->
          services.events().on(new DomainEvent.AmdGreetingEnd(id, at, leg, end.by(), end.atMs()));
      case Notice.Screened(var heard, boolean human) -> {
        Verdict outside = Verdicts.outside(heard);
        verdict = Optional.of(outside);
        LOG.info("screened human={} {}", human, outside.headerValue());
        services.events().on(new DomainEvent.AmdScreened(id, at, leg, outside, human));
      }
      case Notice.Message(String state, int plays, long playedMs) -> {
        LOG.info("message {} plays={} played-ms={}", state, plays, playedMs);
        services.events().on(new DomainEvent.CallMessage(id, at, leg, state, plays, playedMs));
      }
    }
  }

  private void ended(Outcome outcome, Instant at, Optional<Rtp> caller, Optional<Rtp> callee) {
    LOG.info("end cause={} status={} q850={} by={} duration-ms={} billed-ms={}", outcome.cause().word(),
        outcome.sipCode(), outcome.q850(), outcome.endedBy(), sinceStartMs(), billedMs());
    services.events().on(new DomainEvent.CallEnded(id, at, outcome.sipCode(), outcome.cause().word(), outcome.q850(),
        outcome.endedBy(), outcome.answered(), caller, callee));
  }

  /** The call ends by a mistake of ours: its record is written all the same. */
  void abandoned() {
    ended(new Outcome(Cause.INTERNAL, Cause.INTERNAL.sipStatus(), Cause.INTERNAL.q850(), "server",
        answer.isPresent()), services.now().get(), Optional.empty(), Optional.empty());
  }

  private long decisionMs(long atMs) {
    return calleeAnswered ? TimeUnit.NANOSECONDS.toMillis(services.nanos().getAsLong() - calleeAnswerNanos) : atMs;
  }

  private long sinceStartMs() {
    return TimeUnit.NANOSECONDS.toMillis(services.nanos().getAsLong() - startNanos);
  }

  private long billedMs() {
    return answer.isEmpty() ? 0 : TimeUnit.NANOSECONDS.toMillis(services.nanos().getAsLong() - answerNanos);
  }

  private String direction() {
    return plan.direction().map(DomainEvent.Direction::word).orElse("none");
  }

  CallSnapshot snapshot(String state) {
    return new CallSnapshot(id, state, plan.direction().map(DomainEvent.Direction::word).orElse(""), plan.caller(),
        plan.callee(), calleeTrunk.or(plan::trunk), start, answer, verdict);
  }
}
