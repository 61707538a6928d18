package org.earshot.app.call;

import java.util.ArrayList;
import java.util.List;
import org.earshot.app.call.CallAction.Arm;
import org.earshot.app.call.CallAction.Disarm;
import org.earshot.app.call.CallAction.Notice;
import org.earshot.app.call.Judging.Answering;
import org.earshot.app.call.Judging.Asking;
import org.earshot.app.call.Judging.Awaiting;
import org.earshot.app.call.Judging.Greeting;
import org.earshot.app.call.Judging.Joined;
import org.earshot.app.call.Judging.Message;
import org.earshot.app.call.Judging.Over;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.AmdPolicy.Unsure;
import org.earshot.media.Playback;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;

/**
 * What the policy makes of the detector's word: the step of {@link Judging}. Pure; what comes of it for the two sides is
 * the matter of who holds the state.
 */
final class Judgement {
  static final String PROMPT = "prompt";
  /** After this much quiet a machine has said what it had to say, as far as the detector does not know better. */
  static final long QUIET_MS = 2_000;
  /** A machine that beeps on and on is not spoken to for ever. */
  static final int PLAYS_MAX = 5;

  /** What a step means for the call. */
  sealed interface Ruling {
    record Wait() implements Ruling {}

    /** The two may talk. */
    record Connect(AmdVerdict verdict) implements Ruling {}

    record HangUp() implements Ruling {}

    record MessageBegins() implements Ruling {}

    /** It is played, or cannot be. */
    record MessageOver() implements Ruling {}
  }

  private static final Ruling WAIT = new Ruling.Wait();

  record Result(Judging next, List<Notice> notices, List<CallAction> actions, Ruling ruling) {
    private Result with(Notice notice) {
      var all = new ArrayList<Notice>();
      all.add(notice);
      all.addAll(notices);
      return new Result(next, all, actions, ruling);
    }

    private Result after(CallAction first) {
      var all = new ArrayList<CallAction>();
      all.add(first);
      all.addAll(actions);
      return new Result(next, notices, all, ruling);
    }
  }

  private enum Taken { PERSON, MACHINE, EITHER }

  private final int callee;
  private final CallPolicy policy;

  private Judgement(int callee, CallPolicy policy) {
    this.callee = callee;
    this.policy = policy;
  }

  static Result step(Judging state, CallEvent event, int callee, CallPolicy policy) {
    var judgement = new Judgement(callee, policy);
    return switch (event) {
      case CallEvent.Heard(int leg, AmdEvent heard) when leg == callee -> judgement.heard(state, heard);
      case CallEvent.Played played when played.leg() == callee -> judgement.played(state, played);
      case CallEvent.TimerFired(CallTimer timer) when timer == CallTimer.VERDICT -> judgement.noVerdict(state);
      case CallEvent.TimerFired(CallTimer timer) when timer == CallTimer.GREETING -> judgement.greetingOver(state);
      case CallEvent _ -> stay(state);
    };
  }

  /** The verdict was given before the answer. */
  static Result early(AmdVerdict verdict, int callee, CallPolicy policy) {
    return new Judgement(callee, policy).decided(verdict, taken(verdict), false);
  }

  private Result heard(Judging state, AmdEvent heard) {
    return switch (heard) {
      case AmdEvent.Verdict(AmdVerdict verdict, _) -> judged(state, verdict, new Notice.Verdict(verdict));
      case AmdEvent.Revised(AmdVerdict verdict, _) -> judged(state, verdict, new Notice.Revised(verdict));
      case AmdEvent.GreetingEnd end -> state instanceof Message ? stay(state) // told of an earlier beep
          : greetingOver(state).with(new Notice.GreetingEnd(end));
      case AmdEvent.Beep _ -> beep(state);
      case AmdEvent.SpeechStart _ -> talking(state, true);
      case AmdEvent.SpeechEnd _ -> talking(state, false);
      case AmdEvent.Tone _ -> stay(state);
    };
  }

  private Result judged(Judging state, AmdVerdict verdict, Notice notice) {
    Taken taken = taken(verdict);
    return switch (state) {
      case Over _ -> stay(state).with(notice);
      case Awaiting(boolean talking) -> decided(verdict, taken, talking).with(notice);
      case Asking _ -> taken == Taken.EITHER ? stay(state).with(notice)
          : decided(verdict, taken, false).after(new CallAction.StopPlaying(callee)).with(notice);
      case Answering _ -> screened(verdict);
      case Greeting(boolean known, boolean talking) -> (verdict.result() == AmdResult.MACHINE && !known
          ? greeting(true, talking) : taken == Taken.EITHER || verdict.result() == AmdResult.MACHINE ? stay(state)
          : decided(verdict, taken, talking).after(new Disarm(CallTimer.GREETING))).with(notice);
      case Message(int plays) -> taken == Taken.PERSON ? joined(plays) : stay(state);
      case Joined _ -> stay(state);
    };
  }

  /** Who was asked and says nothing is nobody to put through; who talks, and might be either, is taken for a person. */
  private Result screened(AmdVerdict verdict) {
    Taken taken = verdict.result() == AmdResult.SILENCE ? Taken.MACHINE
        : taken(verdict) == Taken.EITHER ? Taken.PERSON : taken(verdict);
    return decided(verdict, taken, false).after(new Disarm(CallTimer.VERDICT))
        .with(new Notice.Screened(verdict, taken == Taken.PERSON));
  }

  private static Taken taken(AmdVerdict verdict) {
    return switch (verdict.result()) {
      case HUMAN, ERROR -> Taken.PERSON; // a fault of ours is nobody's loss
      case MACHINE, FAX, INTERCEPT -> Taken.MACHINE;
      case SILENCE, UNSURE -> Taken.EITHER;
    };
  }

  private Result decided(AmdVerdict verdict, Taken taken, boolean talking) {
    AmdPolicy on = policy.onVerdict();
    return switch (taken) {
      case PERSON -> over(new Ruling.Connect(verdict));
      case MACHINE -> machine(verdict, talking);
      case EITHER -> on.screens() ? ask()
          : on.unsure() == Unsure.MACHINE ? machine(verdict, talking)
          : over(new Ruling.Connect(verdict));
    };
  }

  private Result machine(AmdVerdict verdict, boolean talking) {
    return switch (policy.onVerdict().amd()) {
      case OFF, REPORT -> over(new Ruling.Connect(verdict));
      case HOLD_ANSWER -> over(new Ruling.Connect(
          taken(verdict) == Taken.EITHER ? Verdicts.takenForMachine(verdict) : verdict));
      case HANGUP_MACHINE, SCREEN -> over(new Ruling.HangUp());
      case DROP -> switch (verdict.result()) {
        case FAX, INTERCEPT -> over(new Ruling.HangUp()); // nobody to leave a message with
        case MACHINE -> greeting(true, talking);
        case HUMAN, SILENCE, UNSURE, ERROR -> greeting(false, talking);
      };
    };
  }

  private Result ask() {
    return new Result(new Asking(), List.of(), List.of(new Disarm(CallTimer.VERDICT),
        new CallAction.Play(callee, Playback.once(PROMPT, policy.onVerdict().prompt().orElseThrow()))), WAIT);
  }

  private Result greeting(boolean known, boolean talking) {
    List<CallAction> waits = known ? List.of(new Arm(CallTimer.GREETING, policy.times().greetingMs()))
        : talking ? List.of() : List.of(new Arm(CallTimer.GREETING, QUIET_MS));
    return new Result(new Greeting(known, talking), List.of(), waits, WAIT);
  }

  private Result talking(Judging state, boolean talking) {
    return switch (state) {
      case Awaiting _ -> stay(new Awaiting(talking));
      case Greeting(boolean known, boolean _) when known -> stay(new Greeting(true, talking));
      case Greeting _ when talking -> stay(new Greeting(false, true)).after(new Disarm(CallTimer.GREETING));
      case Greeting _ -> greeting(false, false);
      case Over _, Asking _, Answering _, Message _, Joined _ -> stay(state);
    };
  }

  private Result greetingOver(Judging state) {
    return switch (state) {
      case Greeting _ -> play(1).after(new Disarm(CallTimer.GREETING));
      case Joined(int plays) when plays < PLAYS_MAX -> play(plays + 1);
      case Over _, Awaiting _, Asking _, Answering _, Message _, Joined _ -> stay(state);
    };
  }

  private Result beep(Judging state) {
    return switch (state) {
      case Greeting(boolean known, boolean _) when !known -> greetingOver(state);
      case Message(int plays) when plays < PLAYS_MAX -> play(plays + 1);
      case Over _, Awaiting _, Asking _, Answering _, Greeting _, Message _, Joined _ -> stay(state);
    };
  }

  private Result play(int plays) {
    var message = Playback.once(message(plays), policy.onVerdict().message().orElseThrow());
    return new Result(new Message(plays), List.of(new Notice.Message(plays == 1 ? "begun" : "restarted", plays, 0)),
        List.of(new CallAction.Play(callee, message), new CallAction.ListenAnew(callee)), new Ruling.MessageBegins());
  }

  /** Tells the end of one playback from that of another. */
  static String message(int plays) {
    return "message-" + plays;
  }

  private Result joined(int plays) {
    return new Result(new Joined(plays), List.of(new Notice.Message("human-joined", plays, 0)),
        List.of(new CallAction.StopPlaying(callee)), WAIT);
  }

  private Result played(Judging state, CallEvent.Played played) {
    boolean whole = played.why() == Playback.End.FINISHED;
    return switch (state) {
      case Asking _ when played.name().equals(PROMPT) -> new Result(new Answering(), List.of(),
          List.of(new CallAction.ListenAnew(callee), new Arm(CallTimer.VERDICT, policy.times().verdictMs())), WAIT);
      case Message(int plays) when played.name().equals(message(plays)) -> over(new Ruling.MessageOver())
          .with(new Notice.Message(whole ? "left" : "failed", plays, played.playedMs()));
      case Over _, Awaiting _, Asking _, Answering _, Greeting _, Message _, Joined _ -> stay(state);
    };
  }

  private Result noVerdict(Judging state) {
    AmdVerdict none = Verdicts.none(policy.times().verdictMs());
    return switch (state) {
      case Awaiting _ -> judged(state, none, new Notice.Verdict(none));
      case Answering _ -> screened(none);
      case Over _, Asking _, Greeting _, Message _, Joined _ -> stay(state);
    };
  }

  private static Result over(Ruling ruling) {
    return new Result(new Over(), List.of(), List.of(), ruling);
  }

  private static Result stay(Judging state) {
    return new Result(state, List.of(), List.of(), WAIT);
  }
}
