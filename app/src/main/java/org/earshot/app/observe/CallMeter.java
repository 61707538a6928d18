package org.earshot.app.observe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.earshot.app.events.CallMemory;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvent.AmdGreetingEnd;
import org.earshot.app.events.DomainEvent.AmdRevised;
import org.earshot.app.events.DomainEvent.AmdScreened;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.BindingsChanged;
import org.earshot.app.events.DomainEvent.CallAnswered;
import org.earshot.app.events.DomainEvent.CallDigit;
import org.earshot.app.events.DomainEvent.CallEnded;
import org.earshot.app.events.DomainEvent.CallMessage;
import org.earshot.app.events.DomainEvent.CallRinging;
import org.earshot.app.events.DomainEvent.CallRouted;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.CallTransferred;
import org.earshot.app.events.DomainEvent.LegDialled;
import org.earshot.app.events.DomainEvent.LegFailed;
import org.earshot.app.events.DomainEvent.RegistrarAnswered;
import org.earshot.app.events.DomainEvent.SourceBanned;
import org.earshot.app.events.DomainEvent.SourceUnbanned;
import org.earshot.app.events.DomainEvents;

/** Counts calls, attempts on trunks, verdicts, registrations and bans. Called in line on the call loops. */
final class CallMeter implements DomainEvents {
  private static final int CALLS_MAX = 100_000;
  private static final String UNROUTED = "unrouted";

  private final MeterRegistry registry;
  private final CallMemory<CallInProgress> calls = new CallMemory<>(CALLS_MAX, _ -> {});
  private final Map<String, CappedCounters> outcomesByDirection = new ConcurrentHashMap<>();
  private final Map<String, CappedCounters> outcomesByTrunk = new ConcurrentHashMap<>();
  private final Map<String, CappedCounters> verdictsByResult = new ConcurrentHashMap<>();
  private final CappedCounters registrar;
  private final CappedCounters bans;
  private final Counter oneWay;
  private final Timer setup;
  private final Timer pdd;
  private final Timer duration;
  private final Timer decision;

  CallMeter(MeterRegistry registry) {
    this.registry = registry;
    registrar = new CappedCounters(registry, MetricName.REGISTRAR_REQUESTS, "outcome").expecting("ok", "removed",
        "queried", "challenged", "refused", "too-brief", "error");
    bans = new CappedCounters(registry, MetricName.SECURITY_BANNED, "reason").expecting("refused", "unknown-target",
        "malformed", "unanswered-challenges");
    oneWay = Counter.builder(MetricName.MEDIA_ONE_WAY.dotted()).description(MetricName.MEDIA_ONE_WAY.help())
        .register(registry);
    setup = timer(MetricName.CALL_SETUP, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000,
        60_000);
    pdd = timer(MetricName.CALL_PDD, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000);
    duration = timer(MetricName.CALL_DURATION, 1_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000,
        1_800_000, 3_600_000, 7_200_000);
    decision = timer(MetricName.AMD_DECISION, 250, 500, 750, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 10_000);
    for (var direction : DomainEvent.Direction.values()) {
      outcomes(direction.word());
    }
    outcomes(UNROUTED);
  }

  /** Makes a trunk's counters ahead of its first call. */
  void expectTrunk(String trunk) {
    attempts(trunk);
  }

  @Override
  public void on(DomainEvent event) {
    switch (event) {
      case CallStarted started -> calls.open(started.call(), new CallInProgress());
      case CallRouted routed -> with(routed, call -> call.routed(routed));
      case LegDialled dialled -> with(dialled, call -> call.dialled(dialled));
      case LegFailed failed -> with(failed, call -> call.legOver(failed.leg())
          .ifPresent(trunk -> attempts(trunk).increment(CallOutcome.of(failed.status()))));
      case CallRinging ringing -> with(ringing, call -> {
        if (call.firstRinging()) {
          pdd.record(ringing.pddMs(), MILLISECONDS);
        }
      });
      case CallAnswered answered -> with(answered, call -> answered(call, answered));
      case CallEnded ended -> calls.close(ended.call()).ifPresent(call -> ended(call, ended));
      case AmdVerdict verdict -> {
        verdicts(verdict.verdict().result()).increment(verdict.verdict().cause());
        decision.record(verdict.decisionMs(), MILLISECONDS);
      }
      case DomainEvent.OneWayAudio _ -> oneWay.increment();
      case RegistrarAnswered answered -> registrar.increment(answered.outcome());
      case SourceBanned ban -> bans.increment(ban.reason());
      case CallTransferred _, AmdRevised _, AmdGreetingEnd _, AmdScreened _, CallMessage _, CallDigit _,
           DomainEvent.PlaybackEnded _, DomainEvent.RecordingEnded _,
           BindingsChanged _, SourceUnbanned _, DomainEvent.OfTrunk _ -> {}
    }
  }

  private void with(DomainEvent.OfCall event, Consumer<CallInProgress> action) {
    calls.find(event.call()).ifPresent(action);
  }

  private void answered(CallInProgress call, CallAnswered answered) {
    call.answeredAt(answered.at());
    setup.record(answered.setupMs(), MILLISECONDS);
    call.legOver(answered.leg()).ifPresent(trunk -> attempts(trunk).increment(CallOutcome.ANSWERED));
  }

  private void ended(CallInProgress call, CallEnded ended) {
    var outcome = ended.answered() ? CallOutcome.ANSWERED : CallOutcome.of(ended.sipCode());
    outcomes(call.direction().orElse(UNROUTED)).increment(outcome);
    call.answer().ifPresent(at -> duration.record(Duration.between(at, ended.at()).abs()));
    // Forks that were still ringing when another answered or the caller gave up.
    for (var trunk : call.trunksStillTried()) {
      attempts(trunk).increment(ended.answered() ? "cancelled" : outcome);
    }
  }

  private CappedCounters outcomes(String direction) {
    return outcomesByDirection.computeIfAbsent(direction, word ->
        new CappedCounters(registry, MetricName.CALLS, "outcome", "direction", word).expecting(CallOutcome.WORDS));
  }

  /** Trunks are named in the configuration, so there is no end to guard against. */
  private CappedCounters attempts(String trunk) {
    return outcomesByTrunk.computeIfAbsent(trunk, name ->
        new CappedCounters(registry, MetricName.TRUNK_CALLS, "outcome", "trunk", name).expecting(CallOutcome.WORDS));
  }

  private CappedCounters verdicts(String result) {
    return verdictsByResult.computeIfAbsent(result, word ->
        new CappedCounters(registry, MetricName.AMD_VERDICTS, "cause", "result", word));
  }

  private Timer timer(MetricName name, long... bucketsMs) {
    var buckets = new Duration[bucketsMs.length];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = Duration.ofMillis(bucketsMs[i]);
    }
    return Timer.builder(name.dotted()).description(name.help()).serviceLevelObjectives(buckets).register(registry);
  }
}
