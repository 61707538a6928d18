package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.transfer.Replaces;
import org.earshot.media.Playback;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.leg.LegReport.Why;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.Transport;
import org.earshot.sip.sdp.SessionDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random walks of whole calls: legs and media behave as they may, in any order, with stragglers. However it went, at
 * the end every leg is closed, every media session too, there is one record, and the caller had at most one 2xx.
 */
class CallWalkTest {
  private static final int WALKS = 4_000;
  private static final int STEPS_MAX = 120;

  /** Legs and media as the machine's actions leave them. */
  private static final class World {
    final Random random;
    final CallPlan plan;
    final List<String> story = new ArrayList<>();
    final Set<Integer> legsOpen = new HashSet<>(Set.of(CallMachine.CALLER));
    final Set<Integer> legsAnswered = new HashSet<>();
    final Set<Integer> legsKnown = new HashSet<>(Set.of(CallMachine.CALLER));
    final Set<Integer> mediaOpening = new HashSet<>();
    final Set<Integer> mediaOpen = new HashSet<>();
    final Set<Integer> redirected = new HashSet<>();
    final Set<Integer> asked = new HashSet<>();
    final Set<Integer> ties = new HashSet<>();
    final Set<CallTimer> timers = new HashSet<>();
    CallState state = new CallState.Routing();
    boolean draining;
    boolean looking;
    int transfers;
    final Set<String> messages = new HashSet<>();
    int answers;
    int records;

    World(Random random, CallPlan plan) {
      this.random = random;
      this.plan = plan;
    }

    void on(CallEvent event) {
      story.add(CallTrace.of(event));
      var step = CallMachine.step(state, event, plan);
      state = step.next();
      step.actions().forEach(this::perform);
    }

    void perform(CallAction action) {
      switch (action) {
        case CallAction.OpenMedia(int leg) -> mediaOpening.add(leg);
        case CallAction.CloseMedia(int leg) -> closeMedia(leg);
        case CallAction.CloseAllMedia _ -> {
          draining = true;
          mediaOpen.clear();
          mediaOpening.clear();
        }
        case CallAction.Dial(int leg, int _, Attempt _) -> {
          assertThat(legsKnown.add(leg)).as("leg %d is dialled twice: %s", leg, story).isTrue();
          assertThat(mediaOpen).as("%s", story).contains(leg);
          legsOpen.add(leg);
        }
        case CallAction.FindTarget _ -> looking = true;
        case CallAction.AskTie(int leg, int _, var _) -> asked.add(leg);
        case CallAction.AcceptTie(int leg, int _, var _, boolean _) -> {
          legsOpen.add(leg);
          ties.add(leg);
        }
        case CallAction.Publish(Fact.Transferred _) -> transfers++;
        case CallAction.Redirect(int leg, Attempt _, var _) -> redirected.add(leg);
        case CallAction.ToLeg(int leg, LegCommand.HangUp _) -> legsOpen.remove(leg);
        case CallAction.AnswerCaller _ -> {
          assertThat(legsOpen).as("%s", story).contains(CallMachine.CALLER);
          answers++;
          legsAnswered.add(CallMachine.CALLER);
        }
        case CallAction.BridgeMedia(int near, int far, var _) ->
            assertThat(List.of(near, far)).as("%s", story).allMatch(leg -> mediaOpen.contains(leg) || ties.contains(leg));
        case CallAction.Publish(Fact.Told(int _, CallAction.Notice.Message(String state, int _, long _))) -> messages.add(state);
        case CallAction.Play(int leg, var _) -> assertThat(mediaOpen).as("%s", story).contains(leg);
        case CallAction.ListenAnew(int leg) -> assertThat(mediaOpen).as("%s", story).contains(leg);
        case CallAction.Listen(int leg) -> assertThat(mediaOpen).as("%s", story).contains(leg);
        case CallAction.Arm(CallTimer timer, long _) -> timers.add(timer);
        case CallAction.Disarm(CallTimer timer) -> timers.remove(timer);
        case CallAction.Publish(Fact.Ended _) -> records++;
        case CallAction _ -> { }
      }
    }

    private void closeMedia(int leg) {
      mediaOpening.remove(leg);
      mediaOpen.remove(leg);
    }

    Optional<CallEvent> next() {
      int listened = plan.policy().onVerdict().amd() == Amd.DROP ? 1 : 10;
      var choices = new ArrayList<CallEvent>();
      mediaOpening.forEach(leg -> choices.add(random.nextInt(60) == 0 ? new CallEvent.MediaFailed(leg)
          : new CallEvent.MediaOpened(leg)));
      asked.forEach(leg -> choices.add(random.nextInt(3) == 0 ? new CallEvent.TieRefused(leg, 481, "None")
          : new CallEvent.Tied(leg, 9, Plans.SDP, random.nextBoolean(), null)));
      if (random.nextInt(20) == 0 && !(state instanceof CallState.Routing)) {
        choices.add(new CallEvent.TieAsked(new TieRequest("other", 3, random.nextInt(3), random.nextBoolean(), "carol",
            Optional.of(Plans.SDP), null)));
      }
      if (looking) {
        choices.add(new CallEvent.TargetFound(elsewhere()));
      }
      redirected.forEach(leg -> choices.add(new CallEvent.Redirected(leg, elsewhere())));
      legsKnown.forEach(leg -> choices.add(said(leg)));
      timers.stream().filter(_ -> random.nextInt(40) == 0).forEach(timer -> choices.add(new CallEvent.TimerFired(timer)));
      legsOpen.stream().filter(_ -> random.nextInt(listened) == 0).forEach(leg -> choices.add(heard(leg)));
      if (draining) {
        choices.add(new CallEvent.MediaDrained());
      }
      return choices.isEmpty() ? Optional.empty() : Optional.of(choices.get(random.nextInt(choices.size())));
    }

    /** What a leg says also ends it where it is an end; what has ended may still say something late. */
    private CallEvent said(int leg) {
      LegReport report = leg == CallMachine.CALLER ? callerSays() : calleeSays(leg);
      return new CallEvent.FromLeg(leg, report,
          random.nextInt(3) > 0 ? Optional.of(Plans.SDP) : Optional.<SessionDescription>empty());
    }

    private LegReport callerSays() {
      return switch (random.nextInt(40)) {
        case 0 -> new LegReport.Ended(legsAnswered.contains(0) ? LegReport.How.BYE : LegReport.How.CANCEL, Headers.NONE);
        case 1 -> new LegReport.Acked(Body.NONE);
        case 2 -> legsAnswered.contains(0) ? new LegReport.Offered(Headers.NONE, Body.NONE) : options();
        case 3 -> new LegReport.OfferAnswered(Headers.NONE, Body.NONE);
        case 4 -> new LegReport.OfferFailed(488, "No", Headers.NONE);
        case 5, 6, 7, 8 -> refer();
        case 9, 10, 11 -> new LegReport.Responded(1 + random.nextInt(4), 200, "OK", Headers.NONE, Body.NONE);
        default -> options();
      };
    }

    private LegReport calleeSays(int leg) {
      return switch (random.nextInt(30)) {
        case 0 -> new LegReport.Failed(List.of(302, 401, 404, 486, 503, 603).get(random.nextInt(6)), "No", Why.RESPONSE,
            Headers.of("Contact", "<sip:elsewhere@example.org>"));
        case 1 -> new LegReport.Failed(503, "No", Why.TRANSPORT, Headers.NONE);
        case 2, 10, 11, 12, 13 -> {
          legsAnswered.add(leg);
          yield new LegReport.Answered(200, "id", Headers.NONE, Body.NONE);
        }
        case 3 -> new LegReport.Ended(LegReport.How.BYE, Headers.NONE);
        case 4 -> new LegReport.Trying();
        case 5 -> new LegReport.Offered(Headers.NONE, Body.NONE);
        case 6 -> new LegReport.OfferAnswered(Headers.NONE, Body.NONE);
        case 7 -> options();
        case 8 -> refer();
        case 9 -> new LegReport.Responded(1 + random.nextInt(4), 200, "OK", Headers.NONE, Body.NONE);
        default -> new LegReport.Progress(random.nextInt(5) == 0 ? 199 : 183, "Progress", "f" + random.nextInt(2),
            Headers.NONE, Body.NONE);
      };
    }

    private static LegReport options() {
      return new LegReport.Requested(new RequestId(1), "OPTIONS", Headers.NONE, Body.NONE);
    }

    private LegReport refer() {
      Headers headers = Headers.of("Refer-To", random.nextBoolean() ? "<sip:carol@example.org>"
          : "<sip:carol@example.org?Replaces=a%3Bto-tag%3D1%3Bfrom-tag%3D2>");
      return new LegReport.Requested(new RequestId(2), "REFER",
          random.nextBoolean() ? headers : headers.with("Refer-Sub", "false"), Body.NONE);
    }

    private CallEvent heard(int leg) {
      switch (random.nextInt(8)) {
        case 0 -> {
          return new CallEvent.Heard(leg, new AmdEvent.GreetingEnd(1000, "beep"));
        }
        case 1 -> {
          return new CallEvent.Heard(leg, new AmdEvent.Beep(1000, 1000, 200));
        }
        case 2, 3 -> {
          String name = random.nextBoolean() ? Judgement.PROMPT : Judgement.message(1 + random.nextInt(2));
          return new CallEvent.Played(leg, name, Playback.End.FINISHED, 100);
        }
        default -> {
          return verdict(leg);
        }
      }
    }

    private CallEvent verdict(int leg) {
      AmdResult result = AmdResult.values()[random.nextInt(AmdResult.values().length)];
      var verdict = new AmdVerdict(result, 0.9, "x", "y", 1000, List.of());
      return new CallEvent.Heard(leg, random.nextBoolean() ? new AmdEvent.Verdict(verdict, 1000)
          : new AmdEvent.Revised(verdict, 1000));
    }

    private List<List<Attempt>> elsewhere() {
      return random.nextBoolean() ? List.of() : List.of(List.of(Plans.trunk(random.nextInt(9))));
    }

    /** Ports are bound, ends are ends. */
    void note(CallEvent event) {
      switch (event) {
        case CallEvent.MediaOpened(int leg) -> {
          mediaOpening.remove(leg);
          mediaOpen.add(leg);
        }
        case CallEvent.MediaFailed(int leg) -> mediaOpening.remove(leg);
        case CallEvent.TargetFound _ -> looking = false;
        case CallEvent.TieRefused(int leg, int _, var _) -> asked.remove(leg);
        case CallEvent.Tied(int leg, int _, var _, boolean _, var _) -> {
          asked.remove(leg);
          legsOpen.add(leg);
          ties.add(leg);
        }
        case CallEvent.Redirected(int leg, var _) -> redirected.remove(leg);
        case CallEvent.TimerFired(CallTimer timer) -> timers.remove(timer);
        case CallEvent.MediaDrained _ -> draining = false;
        case CallEvent.FromLeg(int leg, LegReport.Failed _, var _) -> legsOpen.remove(leg);
        case CallEvent.FromLeg(int leg, LegReport.Ended _, var _) -> legsOpen.remove(leg);
        case CallEvent _ -> { }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Amd.class)
  void shouldLeaveNothingBehindHoweverItGoes(Amd amd) {
    walk(amd, (random, policy) -> Plans.plan(policy, groups(random)));
  }

  @ParameterizedTest
  @EnumSource(Amd.class)
  void shouldLeaveNothingBehindWithoutAnOffer(Amd amd) {
    walk(amd, (random, policy) -> Plans.withoutOffer(Plans.plan(policy, groups(random))));
  }

  @ParameterizedTest
  @EnumSource(value = Amd.class, names = "OFF")
  void shouldLeaveNothingBehindOfACallThatTakesAnothersPlace(Amd amd) {
    walk(amd, (_, _) -> Plans.replacing(new Replaces("a", "1", "2", false)));
  }

  @ParameterizedTest
  @EnumSource(AmdPolicy.Unsure.class)
  void shouldLeaveNothingBehindWhereMachinesAreLeftMessages(AmdPolicy.Unsure unsure) {
    var seen = new HashSet<String>();
    for (int seed = 0; seed < WALKS; seed++) {
      var random = new Random(seed);
      var usual = Plans.onVerdict(Amd.DROP);
      var policy = new AmdPolicy(Amd.DROP, unsure, usual.prompt(), usual.message(), random.nextBoolean());
      seen.addAll(walked(seed, random, Plans.plan(Plans.policy(policy), groups(random))).messages);
    }
    assertThat(seen).contains("begun", "restarted", "left", "cut");
  }

  private static void walk(Amd amd, BiFunction<Random, CallPolicy, CallPlan> plans) {
    int transfers = 0;
    for (int seed = 0; seed < WALKS; seed++) {
      var random = new Random(seed);
      var policy = amd == Amd.REPORT && random.nextBoolean() ? Plans.earlyPolicy() : Plans.policy(amd);
      transfers += walked(seed, random, plans.apply(random, policy)).transfers;
    }
    assertThat(transfers).as("the walks get as far as transfers").isPositive();
  }

  private static World walked(int seed, Random random, CallPlan plan) {
    var world = new World(random, plan);
    world.on(new CallEvent.Begun());
    for (int step = 0; step < STEPS_MAX && !(world.state instanceof CallState.Ended); step++) {
      world.next().ifPresent(event -> {
        world.note(event);
        world.on(event);
      });
    }
    if (!(world.state instanceof CallState.Ended)) {
      world.on(new CallEvent.EndWanted(Cause.OPERATOR));
      world.on(new CallEvent.MediaDrained());
    }
    for (int leg : List.copyOf(world.asked)) {
      CallEvent late = new CallEvent.Tied(leg, 9, Plans.SDP, false, null);
      world.note(late);
      world.on(late);
    }
    assertThat(world.state).as("seed %d: %s", seed, world.story).isInstanceOf(CallState.Ended.class);
    assertThat(world.legsOpen).as("seed %d, legs: %s", seed, world.story).isEmpty();
    assertThat(world.mediaOpen).as("seed %d, media: %s", seed, world.story).isEmpty();
    assertThat(world.timers).as("seed %d, timers: %s", seed, world.story).isEmpty();
    assertThat(world.records).as("seed %d, records: %s", seed, world.story).isEqualTo(1);
    assertThat(world.answers).as("seed %d, 2xx: %s", seed, world.story).isLessThanOrEqualTo(1);
    return world;
  }

  private static List<List<Attempt>> groups(Random random) {
    var groups = new ArrayList<List<Attempt>>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      groups.add(random.nextBoolean() ? List.of(Plans.trunk(i))
          : List.of(Plans.phone(2 * i, Transport.TCP), Plans.phone(2 * i + 1, Transport.UDP)));
    }
    return List.copyOf(groups);
  }
}
