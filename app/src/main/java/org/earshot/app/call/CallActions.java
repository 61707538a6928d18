package org.earshot.app.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.route.CallRequest;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.route.Trunks;
import org.earshot.app.transfer.Replaces;
import org.earshot.media.MediaEvent;
import org.earshot.media.Playback;
import org.earshot.media.amd.AmdConfig;
import org.earshot.sip.leg.Leg;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.sdp.SessionDescription;

/** Performs what a step of the call wants: towards the legs, the media, the timers and the outside. Owner loop only. */
final class CallActions {
  /** On the caller's 200 when it was held for the verdict (DESIGN.md §5). */
  static final String AMD_HEADER = "X-Earshot-Amd";

  private final Call call;
  private final CallPlan plan;
  private final CallServices services;
  private final CallMedia media;
  private final CallDigits digits;
  private final CallStory story;
  private final Map<Integer, String> trunkPlaces = new HashMap<>();
  private final Map<Integer, Hop> trunkHops = new HashMap<>();
  private final Map<Integer, Attempt> attempts = new HashMap<>();
  private final Ties ties;
  private boolean answered;
  private final Parties parties;

  CallActions(Call call, Incoming incoming, CallPlan plan, CallServices services) {
    this.call = call;
    this.plan = plan;
    this.services = services;
    this.media = new CallMedia(incoming.leg().call(), services);
    this.ties = new Ties(call, services, media);
    this.digits = new CallDigits(call, media, services);
    this.parties = new Parties(services.callers().identities(), incoming.request(), plan);
    this.story = new CallStory(incoming.leg().call(), plan, services);
    media.peer(CallMachine.CALLER, incoming.request().source().address().getAddress(),
        services.policies().ofCaller(plan));
    plan.offer().ifPresent(sdp -> media.known(CallMachine.CALLER, sdp));
  }

  void started() {
    story.started();
  }

  Parties parties() {
    return parties;
  }

  /** The callee's side of the story: its Call-ID goes into the CDR. */
  void answeredBy(String calleeCallId) {
    story.answeredBy(calleeCallId);
  }

  void perform(CallAction action) {
    switch (action) {
      case CallAction.ToLeg(int leg, LegCommand command) -> toLeg(leg, command);
      case CallAction.Dial dial -> dial(dial);
      case CallAction.Redirect(int leg, Attempt from, var contacts) ->
          call.accept(new CallEvent.Redirected(leg, services.redirects().resolve(from, contacts)));
      case CallAction.Ring ring -> ring(ring);
      case CallAction.AnswerCaller answer -> answerCaller(answer);
      case CallAction.RelayOffer(int from, int to, var sdp) -> relayOffer(from, to, sdp);
      case CallAction.RelayAnswer(int from, int to, SessionDescription sdp) -> {
        media.answered(from, to, sdp);
        toLeg(to, new LegCommand.AnswerOffer(Headers.NONE, media.relay(from, to, sdp)));
      }
      case CallAction.RelayAck(int from, int to, SessionDescription sdp) -> {
        media.answered(from, to, sdp);
        toLeg(to, new LegCommand.Ack(media.relay(from, to, sdp)));
      }
      case CallAction.TakeAnswer(int from, int to, SessionDescription sdp) -> media.answered(from, to, sdp);
      case CallAction.AskTie(int leg, int partner, Replaces replaces) ->
          ties.ask(leg, partner, replaces, answered, name(partner));
      case CallAction.AcceptTie accept -> ties.accept(accept);
      case CallAction.RefuseTie refuse -> ties.refuse(refuse);
      case CallAction.FindTarget(int by, String number) ->
          call.accept(new CallEvent.TargetFound(services.redirects().reach(asking(by, number))));
      case CallAction.RejoinMedia(int near, int far) -> media.rejoin(near, far);
      case CallAction.OpenMedia(int leg) -> media.open(leg, plan.offer());
      case CallAction.CloseMedia(int leg) -> media.close(leg);
      case CallAction.CloseAllMedia _ -> closeAllMedia();
      case CallAction.BridgeMedia(int near, int far, SessionDescription sdp) -> media.bridge(near, far, sdp);
      case CallAction.ListenAnew(int callee) -> media.listenAnew(callee, detector());
      case CallAction.Play(int leg, Playback playback) -> media.play(leg, playback);
      case CallAction.StopPlaying(int leg) -> media.stopPlaying(leg);
      case CallAction.Listen(int callee) -> media.listen(callee, detector());
      case CallAction.TellAnswered(int callee) -> {
        story.calleeAnswered();
        media.answered(callee);
      }
      case CallAction.Arm(CallTimer timer, long delayMs) -> call.arm(timer, delayMs);
      case CallAction.Disarm(CallTimer timer) -> call.disarm(timer);
      case CallAction.Inform(int token, var notice) -> toLeg(CallMachine.CALLER,
          new LegCommand.Request(token, "INFO", Headers.NONE, AmdInfo.body(notice)));
      case CallAction.Publish(Fact fact) -> story.publish(fact, media);
    }
  }

  private AmdConfig detector() {
    return plan.policy().onVerdict().detector().orElse(services.amd());
  }

  private void toLeg(int number, LegCommand command) {
    Leg leg = call.leg(number);
    if (leg != null) { // it has closed by itself already
      leg.on(command instanceof LegCommand.HangUp(int status, String reason, Headers headers)
          ? new LegCommand.HangUp(status, reason, Passing.and(headers, parties.goodbye(number))) : command);
    } else {
      ties.on(number, command);
    }
  }

  /** The other call has accepted: the leg there is known now. */
  void tied(CallEvent.Tied tied) {
    ties.tied(tied);
  }

  /** The other side of a tie has ended it. */
  void tieOver(int leg) {
    ties.over(leg);
  }

  private String name(int leg) {
    return attempts.containsKey(leg) ? attempts.get(leg).target() : plan.caller();
  }

  /** Who transfers a call gets it as far as his own calls would get. */
  private CallRequest asking(int by, String number) {
    return switch (attempts.get(by)) {
      case null -> new CallRequest(number, plan.user(), plan.trunk());
      case Attempt.Contact contact -> new CallRequest(number, Optional.of(contact.binding().user()), Optional.empty());
      case Attempt.Trunk trunk -> new CallRequest(number, Optional.empty(), Optional.of(trunk.name()));
    };
  }

  /** The plan as somebody sees it who is called for that leg. */
  private CallPlan planFor(CallAction.Dial dial) {
    Attempt near = attempts.get(dial.near());
    return !answered ? plan
        : plan.referred(near == null ? plan.caller() : near.target(), dial.attempt().target());
  }

  private void dial(CallAction.Dial dial) {
    attempts.put(dial.leg(), dial.attempt());
    switch (dial.attempt()) {
      case Attempt.Contact contact -> dialContact(dial, contact);
      case Attempt.Trunk trunk -> dialTrunk(dial, trunk);
    }
  }

  private void dialContact(CallAction.Dial dial, Attempt.Contact contact) {
    String host = host(contact.hop());
    CallPlan now = planFor(dial);
    send(dial, contact.hop(), Invites.toContact(now,
        parties.shownToUser(dial.leg(), now, contact.binding().user(), host), contact, host));
  }

  private void dialTrunk(CallAction.Dial dial, Attempt.Trunk trunk) {
    int number = dial.leg();
    Optional<Trunks.Address> way = trunk.ways().stream().findFirst().or(() -> services.trunks().address(trunk.name()));
    if (way.isEmpty()) {
      call.accept(new CallEvent.DialRefused(number, Cause.UNREACHABLE));
    } else if (!takePlace(number, trunk)) {
      call.accept(new CallEvent.DialRefused(number, Cause.TRUNK_FULL));
    } else {
      Hop hop = way.get().hop();
      trunkHops.put(number, hop);
      send(dial, hop, Invites.toTrunk(planFor(dial), parties.shownToTrunk(number, planFor(dial), trunk.name(), host(hop)),
          trunk.number(), way.get()));
    }
  }

  /** Another way to a trunk goes on with the place of the one that failed, whose leg may still be ending. */
  private boolean takePlace(int number, Attempt.Trunk trunk) {
    boolean taken = trunk.again() && trunkPlaces.values().remove(trunk.name())
        || services.trunks().acquire(trunk.name());
    if (taken) {
      trunkPlaces.put(number, trunk.name());
    }
    return taken;
  }

  /** The callee's leg failed: where nothing got there or came back, the trunk learns of it. */
  void legFailed(int leg, LegReport.Failed failed) {
    boolean lost = failed.why() == LegReport.Why.TRANSPORT || failed.why() == LegReport.Why.TIMEOUT;
    Hop hop = trunkHops.get(leg);
    if (lost && hop != null && trunkPlaces.containsKey(leg)) {
      services.trunks().unreachable(trunkPlaces.get(leg), hop);
    }
  }

  private String host(Hop hop) {
    return services.domain().orElseGet(() ->
        services.addresses().towards(hop.address().getAddress()).getHostAddress());
  }

  private void send(CallAction.Dial dial, Hop hop, LegCommand.Invite invite) {
    media.peer(dial.leg(), hop.address().getAddress(), services.policies().of(dial.attempt()));
    Body offer = media.offer(dial.near(), dial.leg(), answered);
    call.newCallee(dial.leg()).on(new LegCommand.Dial(Invites.withBody(invite, offer)));
  }

  private void relayOffer(int from, int to, Optional<SessionDescription> sdp) {
    media.offered(from, sdp.orElse(null));
    toLeg(to, new LegCommand.Offer(Headers.NONE, sdp.map(offer -> media.relay(from, to, offer)).orElse(Body.NONE)));
  }

  private void ring(CallAction.Ring ring) {
    Body body = ring.sdp().map(sdp -> media.relay(ring.callee(), CallMachine.CALLER, sdp)).orElse(Body.NONE);
    toLeg(CallMachine.CALLER, new LegCommand.Ring(ring.status(), ring.reason(), Headers.NONE, body));
  }

  private void answerCaller(CallAction.AnswerCaller answer) {
    answered = true;
    Headers headers = answer.verdict()
        .map(verdict -> Headers.of(AMD_HEADER, Verdicts.outside(verdict).headerValue())).orElse(Headers.NONE);
    toLeg(CallMachine.CALLER, new LegCommand.Answer(Passing.and(headers, parties.answer(answer.callee(), CallMachine.CALLER)),
        media.relay(answer.callee(), CallMachine.CALLER, answer.sdp())));
  }

  private void closeAllMedia() {
    if (!media.closeAll()) {
      call.accept(new CallEvent.MediaDrained());
    }
  }

  /** Why what a leg sent cannot be taken; empty: it can. */
  Optional<String> problem(int leg, SessionDescription sdp) {
    return media.problem(leg, sdp);
  }

  void command(MediaCommand command) {
    switch (command) {
      case MediaCommand.Press(var side, String pressed, int durationMs) -> media.leg(side).ifPresent(leg ->
          pressed.chars().forEach(digit -> digits.deliver(leg, new DtmfInfo((char) digit, durationMs))));
      case MediaCommand.Play _, MediaCommand.Stop _, MediaCommand.Record _, MediaCommand.PauseRecording _,
           MediaCommand.ResumeRecording _, MediaCommand.StopRecording _ -> media.perform(command);
    }
  }

  /** Whether the report was a digit for the other leg, which has been dealt with. */
  boolean tookDigit(int leg, LegReport report) {
    return digits.took(leg, report);
  }

  /** What a media event means for the call, if anything. */
  Optional<CallEvent> onMedia(MediaEvent event) {
    int leg = event.id().leg();
    return switch (event) {
      case MediaEvent.Opened opened -> {
        media.opened(leg, opened.rtpPorts());
        yield Optional.of(new CallEvent.MediaOpened(leg));
      }
      case MediaEvent.OpenFailed failed -> {
        media.failed(leg, failed.why());
        yield Optional.of(new CallEvent.MediaFailed(leg));
      }
      case MediaEvent.Silent _ -> Optional.of(new CallEvent.MediaSilent(leg));
      case MediaEvent.Amd amd -> Optional.of(new CallEvent.Heard(leg, amd.event()));
      case MediaEvent.Digit digit -> {
        digits.heard(leg, digit.digit(), digit.durationMs(), digit.tones());
        yield Optional.empty();
      }
      case MediaEvent.PlaybackEnded ended -> {
        MediaReports.tell(services, ended);
        yield Optional.of(new CallEvent.Played(leg, ended.name(), ended.why(), ended.playedMs()));
      }
      case MediaEvent.RecordingEnded ended -> {
        MediaReports.tell(services, ended);
        yield Optional.empty();
      }
      case MediaEvent.OneWay(_, long silentMs) -> {
        services.events().on(new DomainEvent.OneWayAudio(call.id(), services.now().get(), leg, silentMs));
        yield Optional.empty();
      }
      case MediaEvent.Latched _ -> Optional.empty();
      case MediaEvent.Closed closed ->
          media.closed(leg, closed.streams()) ? Optional.of(new CallEvent.MediaDrained()) : Optional.empty();
    };
  }

  boolean mediaClosed() {
    return media.allClosed();
  }

  void legClosed(int leg) {
    String trunk = trunkPlaces.remove(leg);
    if (trunk != null) {
      services.trunks().release(trunk);
    }
  }

  /** After a mistake of ours: media and trunk places are given back without asking the machine. */
  void abandon(boolean tell) {
    ties.abandon();
    List.copyOf(trunkPlaces.keySet()).forEach(this::legClosed);
    media.closeAll();
    if (tell) {
      story.abandoned();
    }
  }

  CallSnapshot snapshot(String state) {
    return story.snapshot(state);
  }
}
