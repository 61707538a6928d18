package org.earshot.app.call;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.earshot.media.MediaEvent;
import org.earshot.sip.leg.Leg;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.leg.LegHost;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.leg.LegTimer;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.sdp.SdpException;
import org.earshot.sip.sdp.SessionDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A call's shell: turns what comes in into events, steps the machine, has the actions performed. Owner loop only, but
 * for {@link #snapshot}.
 */
final class Call implements LegHost {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);
  private static final int REMEMBERED_EVENTS = 16;

  private final String id;
  private final CallPlan plan;
  private final CallLoop loop;
  private final CallServices services;
  private final CallActions actions;
  private final Runnable onGone;
  private final Map<Integer, Leg> legs = new HashMap<>();
  private final Map<LegTimerKey, CallLoop.Timer> legTimers = new HashMap<>();
  private final Map<CallTimer, CallLoop.Timer> timers = new EnumMap<>(CallTimer.class);
  private final Queue<CallEvent> inbox = new ArrayDeque<>();
  private final Queue<String> history = new ArrayDeque<>();
  private CallState state = new CallState.Routing();
  private boolean busy;
  private boolean gone;
  private volatile CallSnapshot snapshot;

  private record LegTimerKey(int leg, LegTimer timer) {}

  /** {@code onGone} runs once, when nothing of the call is left. */
  Call(Incoming incoming, CallPlan plan, CallLoop loop, CallServices services, Runnable onGone) {
    this.id = incoming.leg().call();
    this.plan = plan;
    this.loop = loop;
    this.services = services;
    this.onGone = onGone;
    this.actions = new CallActions(this, incoming, plan, services);
    legs.put(CallMachine.CALLER, Leg.uas(incoming.leg(), services.legPolicy(), services.sip(), this));
    refreshSnapshot();
  }

  String id() {
    return id;
  }

  CallSnapshot snapshot() {
    return snapshot;
  }

  void begin(Incoming incoming) {
    plan.trunk().flatMap(services.trunks()::login).ifPresent(login -> services.sip().login(incoming.leg(), login));
    actions.started();
    on(CallMachine.CALLER, new LegEvent.InviteReceived(incoming.invite(), incoming.request()));
    accept(new CallEvent.Begun());
  }

  /** Something from SIP for one of the legs. */
  void on(int leg, LegEvent event) {
    Leg shell = legs.get(leg);
    if (shell == null) {
      return; // closed a moment ago
    }
    guarded(leg, () -> shell.on(event));
  }

  void on(MediaEvent event) {
    guarded(event.id().leg(), () -> actions.onMedia(event).ifPresent(inbox::add));
  }

  /** What somebody outside wants of the media. */
  void command(MediaCommand command) {
    guarded(-1, () -> actions.command(command));
  }

  /** Any event of the call itself; taken in order, also from within a step. */
  void accept(CallEvent event) {
    guarded(event.leg(), () -> inbox.add(event));
  }

  @Override
  public void on(LegId leg, LegReport report) {
    if (report instanceof LegReport.Closed) {
      legs.remove(leg.number());
      actions.legClosed(leg.number());
      return;
    }
    if (report instanceof LegReport.Answered answered) {
      actions.answeredBy(answered.callId());
      actions.parties().answered(leg.number(), answered.headers());
    }
    if (report instanceof LegReport.Ended ended) {
      actions.parties().ended(leg.number(), ended.headers());
    }
    if (report instanceof LegReport.Failed failed) {
      actions.legFailed(leg.number(), failed);
    }
    if (!actions.tookDigit(leg.number(), report)) {
      inbox.add(event(leg.number(), report));
    }
  }

  /** What another call lets a leg say that stands for its party. */
  void fromTie(int leg, LegReport report) {
    guarded(leg, () -> {
      if (report instanceof LegReport.Ended) {
        actions.tieOver(leg);
      }
      inbox.add(event(leg, report));
    });
  }

  /** The call that we asked to take us in has done so. */
  void tied(CallEvent.Tied tied) {
    guarded(tied.leg(), () -> {
      actions.tied(tied);
      inbox.add(tied);
    });
  }

  private CallEvent event(int leg, LegReport report) {
    try {
      Optional<SessionDescription> sdp = sdp(report);
      Optional<String> refused = sdp.flatMap(theirs -> actions.problem(leg, theirs));
      if (refused.isPresent()) {
        LOG.warn("peer's SDP is refused: {}", refused.get());
        return new CallEvent.BadSdp(leg, report, refused.get());
      }
      return new CallEvent.FromLeg(leg, report, sdp);
    } catch (SdpException problem) {
      LOG.warn("peer sent unusable SDP: {}", problem.getMessage());
      return new CallEvent.BadSdp(leg, report, problem.getMessage());
    }
  }

  private static Optional<SessionDescription> sdp(LegReport report) {
    Body body = switch (report) {
      case LegReport.Progress progress -> progress.body();
      case LegReport.Answered answered -> answered.body();
      case LegReport.Acked acked -> acked.body();
      case LegReport.Offered offered -> offered.body();
      case LegReport.OfferAnswered answered -> answered.body();
      case LegReport.Trying _, LegReport.Failed _, LegReport.OfferFailed _, LegReport.Requested _, LegReport.Responded _,
           LegReport.Ended _, LegReport.Closed _ -> Body.NONE;
    };
    return body.isSdp() ? Optional.of(SessionDescription.parse(body.text())) : Optional.empty();
  }

  @Override
  public void arm(LegId leg, LegTimer timer, long delayMs) {
    disarm(leg, timer);
    var key = new LegTimerKey(leg.number(), timer);
    legTimers.put(key, loop.arm(delayMs, () -> {
      legTimers.remove(key);
      on(leg.number(), new LegEvent.TimerFired(timer, services.nanos().getAsLong()));
    }));
  }

  @Override
  public void disarm(LegId leg, LegTimer timer) {
    CallLoop.Timer running = legTimers.remove(new LegTimerKey(leg.number(), timer));
    if (running != null) {
      loop.disarm(running);
    }
  }

  void arm(CallTimer timer, long delayMs) {
    disarm(timer);
    timers.put(timer, loop.arm(delayMs, () -> {
      timers.remove(timer);
      accept(new CallEvent.TimerFired(timer));
    }));
  }

  void disarm(CallTimer timer) {
    CallLoop.Timer running = timers.remove(timer);
    if (running != null) {
      loop.disarm(running);
    }
  }

  /** Makes the leg of an attempt. */
  Leg newCallee(int leg) {
    Leg shell = Leg.uac(new LegId(id, leg), services.legPolicy(), services.sip(), this);
    legs.put(leg, shell);
    return shell;
  }

  /** The leg, or null once it has closed. */
  Leg leg(int number) {
    return legs.get(number);
  }

  /** Runs the work and then all events that came of it; the first mistake ends this call and no other. */
  private void guarded(int leg, Runnable work) {
    if (busy) {
      work.run();
      return;
    }
    busy = true;
    MDC.put("call", id);
    MDC.put("leg", leg < 0 ? "-" : id + "." + leg);
    try {
      work.run();
      drain();
    } catch (RuntimeException | Error mistake) {
      giveUp(mistake);
    } finally {
      busy = false;
      MDC.remove("call");
      MDC.remove("leg");
    }
    refreshSnapshot();
    leaveWhenDone();
  }

  private void drain() {
    for (CallEvent event = inbox.poll(); event != null; event = inbox.poll()) {
      var step = CallMachine.step(state, event, plan);
      remember(event, step.next());
      state = step.next();
      step.actions().forEach(actions::perform);
    }
  }

  private void remember(CallEvent event, CallState next) {
    String line = state.getClass().getSimpleName() + " + " + CallTrace.of(event) + " -> "
        + next.getClass().getSimpleName();
    LOG.debug("{}", line);
    history.add(line);
    if (history.size() > REMEMBERED_EVENTS) {
      history.remove();
    }
  }

  private void giveUp(Throwable mistake) {
    LOG.error("our mistake; the call is ended. Last events: {}", history, mistake);
    boolean untold = !(state instanceof CallState.Ended);
    state = new CallState.Ended();
    List.copyOf(legs.keySet()).forEach(this::letGo);
    actions.abandon(untold);
    inbox.clear();
  }

  /** The leg ends as its own state asks for; one that cannot even do that is dropped. */
  private void letGo(int number) {
    try {
      legs.get(number).on(new LegCommand.HangUp(Cause.INTERNAL.sipStatus(), Cause.INTERNAL.reason(), Headers.NONE));
    } catch (RuntimeException | Error mistake) {
      LOG.error("our mistake; leg {} is dropped", number, mistake);
      services.sip().perform(new LegId(id, number), new LegAction.Release());
      legs.remove(number);
    }
  }

  private void leaveWhenDone() {
    if (!gone && state instanceof CallState.Ended && legs.isEmpty() && actions.mediaClosed()) {
      gone = true;
      legTimers.values().forEach(loop::disarm);
      timers.values().forEach(loop::disarm);
      onGone.run();
    }
  }

  private void refreshSnapshot() {
    snapshot = actions.snapshot(state.word());
  }
}
