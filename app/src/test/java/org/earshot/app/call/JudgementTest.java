package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.earshot.app.call.CallAction.Notice;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.AmdPolicy.Unsure;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.media.Playback;
import org.earshot.media.Playback.End;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
  private static final int CALLEE = 1;

  private Judging state = new Judging.Awaiting(false);
  private CallPolicy policy = policy(Amd.DROP, Unsure.HUMAN);
  private Judgement.Result last;

  /** The first verdict, by policy: what becomes of the call. */
  @ParameterizedTest
  @CsvSource({
      "REPORT,         HUMAN,   HUMAN,     connect as HUMAN",
      "REPORT,         SCREEN,  UNSURE,    connect as UNSURE",
      "REPORT,         MACHINE, MACHINE,   connect as MACHINE",
      "HOLD_ANSWER,    HUMAN,   MACHINE,   connect as MACHINE",
      "HOLD_ANSWER,    HUMAN,   UNSURE,    connect as UNSURE",
      "HOLD_ANSWER,    MACHINE, UNSURE,    connect as MACHINE",
      "HOLD_ANSWER,    SCREEN,  SILENCE,   ask",
      "HANGUP_MACHINE, HUMAN,   HUMAN,     connect as HUMAN",
      "HANGUP_MACHINE, HUMAN,   MACHINE,   hang up",
      "HANGUP_MACHINE, HUMAN,   FAX,       hang up",
      "HANGUP_MACHINE, HUMAN,   INTERCEPT, hang up",
      "HANGUP_MACHINE, HUMAN,   SILENCE,   connect as SILENCE",
      "HANGUP_MACHINE, HUMAN,   UNSURE,    connect as UNSURE",
      "HANGUP_MACHINE, MACHINE, UNSURE,    hang up",
      "HANGUP_MACHINE, MACHINE, SILENCE,   hang up",
      "HANGUP_MACHINE, MACHINE, ERROR,     connect as ERROR",
      "HANGUP_MACHINE, SCREEN,  UNSURE,    ask",
      "HANGUP_MACHINE, SCREEN,  MACHINE,   hang up",
      "SCREEN,         HUMAN,   UNSURE,    ask",
      "SCREEN,         HUMAN,   SILENCE,   ask",
      "SCREEN,         HUMAN,   HUMAN,     connect as HUMAN",
      "SCREEN,         HUMAN,   MACHINE,   hang up",
      "DROP,           HUMAN,   HUMAN,     connect as HUMAN",
      "DROP,           HUMAN,   UNSURE,    connect as UNSURE",
      "DROP,           HUMAN,   MACHINE,   wait for the end of the greeting",
      "DROP,           MACHINE, SILENCE,   wait for quiet",
      "DROP,           SCREEN,  SILENCE,   ask",
      "DROP,           HUMAN,   FAX,       hang up",
      "DROP,           HUMAN,   INTERCEPT, hang up"})
  void shouldDoWithTheFirstVerdictWhatThePolicySays(Amd amd, Unsure unsure, AmdResult result, String expected) {
    policy = policy(amd, unsure);
    verdict(result);
    assertThat(last.notices()).containsExactly(new Notice.Verdict(of(result)));
    assertThat(outcome()).isEqualTo(expected);
  }

  /** The prompt has been played; what the answer to it means. */
  @ParameterizedTest
  @CsvSource({
      "HUMAN,     true,  connect as HUMAN",
      "UNSURE,    true,  connect as UNSURE",
      "ERROR,     true,  connect as ERROR",
      "SILENCE,   false, hang up",
      "MACHINE,   false, hang up",
      "INTERCEPT, false, hang up"})
  void shouldDecideAfterThePromptOneWayOrTheOther(AmdResult answer, boolean human, String expected) {
    policy = policy(Amd.SCREEN, Unsure.HUMAN);
    verdict(AmdResult.SILENCE);
    played(Judgement.PROMPT, End.FINISHED);
    assertThat(state).isEqualTo(new Judging.Answering());
    assertThat(last.actions()).containsExactly(new CallAction.ListenAnew(CALLEE),
        new CallAction.Arm(CallTimer.VERDICT, 9_500));
    verdict(answer);
    assertThat(last.notices()).containsExactly(new Notice.Screened(of(answer), human));
    assertThat(last.actions()).contains(new CallAction.Disarm(CallTimer.VERDICT));
    assertThat(outcome()).isEqualTo(expected);
  }

  @Test
  void shouldNotFinishThePromptWhereTheAnswerIsPlainAlready() {
    policy = policy(Amd.SCREEN, Unsure.HUMAN);
    verdict(AmdResult.SILENCE);
    heard(new AmdEvent.Revised(of(AmdResult.HUMAN), 7_000));
    assertThat(last.actions()).contains(new CallAction.StopPlaying(CALLEE));
    assertThat(outcome()).isEqualTo("connect as HUMAN");
    played(Judgement.PROMPT, End.STOPPED);
    assertThat(last.actions()).isEmpty();
  }

  @Test
  void shouldListenAgainWhereThePromptCannotBePlayed() {
    policy = policy(Amd.SCREEN, Unsure.HUMAN);
    verdict(AmdResult.UNSURE);
    played(Judgement.PROMPT, End.UNREADABLE);
    assertThat(state).isEqualTo(new Judging.Answering());
  }

  @Test
  void shouldTakeADetectorThatStaysSilentForUnsure() {
    policy = policy(Amd.SCREEN, Unsure.HUMAN);
    timer(CallTimer.VERDICT);
    assertThat(outcome()).isEqualTo("ask");
    played(Judgement.PROMPT, End.FINISHED);
    timer(CallTimer.VERDICT);
    assertThat(outcome()).isEqualTo("connect as UNSURE");
  }

  @Test
  void shouldPlayTheMessageWhenTheGreetingHasEnded() {
    verdict(AmdResult.MACHINE);
    assertThat(last.actions()).containsExactly(new CallAction.Arm(CallTimer.GREETING, 62_000));
    var end = new AmdEvent.GreetingEnd(9_000, "beep");
    heard(new AmdEvent.Beep(8_800, 1_000, 200));
    assertThat(last.actions()).isEmpty();
    heard(end);
    assertThat(last.ruling()).isEqualTo(new Judgement.Ruling.MessageBegins());
    assertThat(last.notices()).containsExactly(new Notice.GreetingEnd(end), new Notice.Message("begun", 1, 0));
    assertThat(last.actions()).containsExactly(new CallAction.Disarm(CallTimer.GREETING), play(1),
        new CallAction.ListenAnew(CALLEE));
    played("message-1", End.FINISHED);
    assertThat(last.ruling()).isEqualTo(new Judgement.Ruling.MessageOver());
    assertThat(last.notices()).containsExactly(new Notice.Message("left", 1, 3_000));
  }

  @Test
  void shouldPlayTheMessageEvenIfNothingTellsTheEndOfTheGreeting() {
    verdict(AmdResult.MACHINE);
    timer(CallTimer.GREETING);
    assertThat(state).isEqualTo(new Judging.Message(1));
  }

  @Test
  void shouldWaitForQuietWhereTheDetectorTellsNoEnd() {
    policy = policy(Amd.DROP, Unsure.MACHINE);
    heard(new AmdEvent.SpeechStart(4_000));
    verdict(AmdResult.UNSURE);
    assertThat(state).isEqualTo(new Judging.Greeting(false, true));
    assertThat(last.actions()).isEmpty();
    heard(new AmdEvent.SpeechEnd(6_000, 2_000));
    assertThat(last.actions()).containsExactly(new CallAction.Arm(CallTimer.GREETING, Judgement.QUIET_MS));
    heard(new AmdEvent.SpeechStart(7_000));
    assertThat(last.actions()).containsExactly(new CallAction.Disarm(CallTimer.GREETING));
    heard(new AmdEvent.Beep(9_000, 1_000, 200));
    assertThat(state).isEqualTo(new Judging.Message(1));
  }

  @Test
  void shouldWaitForTheKnownEndOnceTheMachineIsCertain() {
    policy = policy(Amd.DROP, Unsure.MACHINE);
    verdict(AmdResult.SILENCE);
    heard(new AmdEvent.Revised(of(AmdResult.MACHINE), 8_000));
    assertThat(state).isEqualTo(new Judging.Greeting(true, false));
    assertThat(last.actions()).containsExactly(new CallAction.Arm(CallTimer.GREETING, 62_000));
  }

  @Test
  void shouldNotSpeakToAPersonWhoWasTakenForAMachine() {
    verdict(AmdResult.MACHINE);
    heard(new AmdEvent.Revised(of(AmdResult.HUMAN), 8_000));
    assertThat(outcome()).isEqualTo("connect as HUMAN");
    assertThat(last.actions()).containsExactly(new CallAction.Disarm(CallTimer.GREETING));
  }

  @Test
  void shouldRestartTheMessageAtASecondBeepAndIgnoreTheEndOfTheFirst() {
    leaving();
    heard(new AmdEvent.Beep(900, 1_000, 200));
    assertThat(state).isEqualTo(new Judging.Message(2));
    assertThat(last.actions()).containsExactly(play(2), new CallAction.ListenAnew(CALLEE));
    assertThat(last.notices()).containsExactly(new Notice.Message("restarted", 2, 0));
    heard(new AmdEvent.Verdict(of(AmdResult.MACHINE), 900));
    heard(new AmdEvent.GreetingEnd(900, "beep"));
    played("message-1", End.STOPPED);
    played("message-1", End.FINISHED);
    assertThat(state).isEqualTo(new Judging.Message(2));
    played("message-2", End.FINISHED);
    assertThat(last.notices()).containsExactly(new Notice.Message("left", 2, 3_000));
  }

  @Test
  void shouldNotRestartForEver() {
    leaving();
    for (int beep = 0; beep < 10; beep++) {
      heard(new AmdEvent.Beep(900, 1_000, 200));
    }
    assertThat(state).isEqualTo(new Judging.Message(Judgement.PLAYS_MAX));
  }

  @Test
  void shouldLetTheTwoTalkWhenAPersonPicksUp() {
    leaving();
    heard(new AmdEvent.Verdict(of(AmdResult.SILENCE), 5_000));
    assertThat(last.actions()).isEmpty();
    heard(new AmdEvent.Revised(of(AmdResult.HUMAN), 7_000));
    assertThat(last.actions()).containsExactly(new CallAction.StopPlaying(CALLEE));
    assertThat(last.notices()).containsExactly(new Notice.Message("human-joined", 1, 0));
    played("message-1", End.STOPPED);
    assertThat(state).isEqualTo(new Judging.Joined(1));
  }

  @Test
  void shouldBeginAgainWhereThatWasTheMachineAfterAll() {
    leaving();
    heard(new AmdEvent.Verdict(of(AmdResult.HUMAN), 2_000));
    heard(new AmdEvent.Beep(5_000, 1_000, 200));
    heard(new AmdEvent.Revised(of(AmdResult.MACHINE), 5_000));
    assertThat(state).isEqualTo(new Judging.Joined(1));
    heard(new AmdEvent.GreetingEnd(5_000, "beep"));
    assertThat(state).isEqualTo(new Judging.Message(2));
  }

  @ParameterizedTest
  @CsvSource({"UNREADABLE", "NO_CODEC"})
  void shouldSayThatTheMessageCouldNotBePlayed(End why) {
    leaving();
    played("message-1", why);
    assertThat(last.notices()).containsExactly(new Notice.Message("failed", 1, 3_000));
    assertThat(last.ruling()).isEqualTo(new Judgement.Ruling.MessageOver());
  }

  @Test
  void shouldWaitForTheGreetingOfAMachineThatWasHeardBeforeTheAnswer() {
    last = Judgement.early(of(AmdResult.MACHINE), CALLEE, policy);
    assertThat(last.next()).isEqualTo(new Judging.Greeting(true, false));
    assertThat(last.notices()).isEmpty();
  }

  private void leaving() {
    verdict(AmdResult.MACHINE);
    heard(new AmdEvent.GreetingEnd(9_000, "silence"));
  }

  private String outcome() {
    return switch (last.ruling()) {
      case Judgement.Ruling.Connect(AmdVerdict verdict) -> "connect as " + verdict.result();
      case Judgement.Ruling.HangUp _ -> "hang up";
      case Judgement.Ruling.Wait _ -> switch (state) {
        case Judging.Asking _ -> "ask";
        case Judging.Greeting(boolean known, boolean _) -> known ? "wait for the end of the greeting" : "wait for quiet";
        case Judging other -> other.toString();
      };
      case Judgement.Ruling.MessageBegins _, Judgement.Ruling.MessageOver _ -> last.ruling().toString();
    };
  }

  private void verdict(AmdResult result) {
    heard(new AmdEvent.Verdict(of(result), 4_900));
  }

  private void heard(AmdEvent event) {
    step(new CallEvent.Heard(CALLEE, event));
  }

  private void played(String name, End why) {
    step(new CallEvent.Played(CALLEE, name, why, 3_000));
  }

  private void timer(CallTimer timer) {
    step(new CallEvent.TimerFired(timer));
  }

  private void step(CallEvent event) {
    last = Judgement.step(state, event, CALLEE, policy);
    state = last.next();
  }

  private static CallAction play(int plays) {
    return new CallAction.Play(CALLEE, Playback.once("message-" + plays, Path.of("message.wav")));
  }

  private static AmdVerdict of(AmdResult result) {
    return new AmdVerdict(result, 0.8, "some-cause", "X-1-2", 4_900, List.of("evidence"));
  }

  private static CallPolicy policy(Amd amd, Unsure unsure) {
    var usual = Plans.onVerdict(amd);
    return Plans.policy(new AmdPolicy(amd, unsure, usual.prompt(), usual.message(), false));
  }
}
