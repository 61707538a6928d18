package org.earshot.app.cdr;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvent.AmdGreetingEnd;
import org.earshot.app.events.DomainEvent.AmdRevised;
import org.earshot.app.events.DomainEvent.AmdScreened;
import org.earshot.app.events.DomainEvent.AmdVerdict;
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
import org.earshot.app.events.DomainEvent.Verdict;

/** Folds the facts of one call into its record. Confined to whoever publishes that call's events. */
final class CdrBuilder {
  private final CallStarted started;
  private Optional<String> direction = Optional.empty();
  private Optional<String> trunk;
  private Optional<CallRinging> ringing = Optional.empty();
  private Optional<CallAnswered> answered = Optional.empty();
  private Optional<String> transferredTo = Optional.empty();
  private Optional<Cdr.Message> message = Optional.empty();
  private Optional<Verdict> verdict = Optional.empty();

  CdrBuilder(CallStarted started) {
    this.started = started;
    this.trunk = started.trunk();
  }

  CallStarted started() {
    return started;
  }

  void add(DomainEvent.OfCall event) {
    switch (event) {
      case CallRouted routed -> direction = Optional.of(routed.direction().word());
      case LegDialled dialled -> trunk = dialled.trunk().or(() -> trunk);
      case CallRinging first when ringing.isEmpty() -> ringing = Optional.of(first);
      case CallAnswered answer -> {
        answered = Optional.of(answer);
        trunk = answer.trunk().or(() -> trunk);
      }
      case CallTransferred transfer -> transferredTo = Optional.of(transfer.target());
      // The first verdict stands: it is the one that was acted on.
      case AmdVerdict first when verdict.isEmpty() -> verdict = Optional.of(first.verdict());
      // who was asked was judged by the answer
      case AmdScreened screened -> verdict = Optional.of(screened.verdict());
      case CallMessage news -> message = Optional.of(new Cdr.Message(news.state(), news.plays(), news.playedMs()));
      case CallStarted _, LegFailed _, CallRinging _, AmdVerdict _, AmdRevised _, AmdGreetingEnd _, CallDigit _,
           DomainEvent.OneWayAudio _, DomainEvent.PlaybackEnded _, DomainEvent.RecordingEnded _, CallEnded _ -> {}
    }
  }

  Cdr end(CallEnded end) {
    var answer = answered.map(CallAnswered::at);
    return new Cdr(started.call(), started.caller(), started.callee(), trunk, direction,
        started.at(), ringing.map(CallRinging::at), answer, end.at(), millis(started.at(), end.at()),
        answer.map(at -> millis(at, end.at())).orElse(0L), ringing.map(CallRinging::pddMs),
        end.sipCode(), end.cause(), end.q850(), end.endedBy(),
        started.callerCallId(), answered.map(CallAnswered::calleeCallId), answered.map(CallAnswered::codec),
        new Cdr.Media(end.rtpCaller().map(CdrBuilder::stream), end.rtpCallee().map(CdrBuilder::stream)),
        verdict.map(v -> new Cdr.Amd(v.result(), round(v.confidence()), v.cause(), v.atMs())),
        transferredTo, message);
  }

  private static Cdr.Stream stream(DomainEvent.Rtp rtp) {
    var mos = rtp.packets() > 0 ? Optional.of(round(rtp.mos())) : Optional.<Double>empty();
    return new Cdr.Stream(rtp.packets(), rtp.lost(), round(rtp.jitterMs()), mos);
  }

  private static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
