package org.earshot.media.amd;

import java.util.List;
import java.util.function.Function;
import org.earshot.media.audio.AudioFrame;

/**
 * Says who answered: a fold over frames of 20 ms whose clock is the frame index. The same frames give the same events,
 * live or from a file. No thread, file, log, random or wall time; a few KB of state; nothing is allocated for a frame
 * that brings no event. Not for several threads: it belongs to the media loop of its call.
 *
 * <pre>
 *  frame -> EnergyVad ----> SpeechSegments --> Rules --+
 *     |         |  voice = active and no tone  |       +-> Fusion -> events
 *     +-----> Spectrum -> TonePeaks -> ToneBursts       |
 *                              |--> ToneDetector -------+
 *                              +--> BeepDetector -------+
 * </pre>
 */
public final class AmdDetector {
  private static final Decision NO_AUDIO =
      new Decision(AmdResult.ERROR, 0, Cause.NO_AUDIO, "NOAUDIODATA-0", List.of("no audio came"));

  /** Less voice than this between the network's tones is scraps of them that noise or loss broke off. */
  private static final int SCRAPS_FRAMES = 25;

  private final EnergyVad vad = new EnergyVad();
  private final Spectrum spectrum = new Spectrum();
  private final TonePeaks peaks = new TonePeaks();
  private final ToneBursts bursts = new ToneBursts();
  private final ToneDetector tones = new ToneDetector();
  private final BeepDetector beeps = new BeepDetector();
  private final SpeechSegments segments;
  private final Rules rules;
  private final Fusion fusion;
  private final FrameFacts facts = new FrameFacts();
  private boolean quiet;
  private boolean answered;
  private boolean finished;

  public AmdDetector(AmdConfig config) {
    this(config, features -> switch (config.mode()) {
      case LEARNED -> new LearnedRules(config, features, TreeModel.SHIPPED);
      case CADENCE -> new CadenceRules(config);
      case APP_AMD -> new AppAmdRules(config);
    });
  }

  AmdDetector(AmdConfig config, Function<Features, Rules> rulesOver) {
    segments = new SpeechSegments(config.minimumWordLength());
    rules = rulesOver.apply(new Features(vad, spectrum));
    fusion = new Fusion(config);
    facts.segments = segments;
    facts.frame = -1;
  }

  /** The next frame of the callee's audio, early media included. Mostly an empty list. */
  public List<AmdEvent> accept(AudioFrame frame) {
    if (finished) {
      return List.of();
    }
    facts.frame = frame.index();
    facts.samples = frame.samples();
    boolean active = vad.accept(frame.samples(), frame.concealed());
    spectrum.add(frame.samples());
    if (vad.levelDb() >= ToneBursts.LEAST_DB) {
      peaks.accept(spectrum.power());
    }
    bursts.accept(facts.frame, peaks, vad.levelDb(), frame.concealed());
    facts.noisy = vad.noisy();
    boolean lingering = bursts.lingers(facts.frame, peaks, vad.levelDb());
    quiet = !active || lingering;
    facts.voice = active && !lingering && !bursts.sounding() && !peaks.isPure();
    onSpeech(segments.accept(facts.frame, facts.voice));
    onTones();
    facts.beepPossible = bursts.beginning() || beeps.isWaiting();
    if (answered) {
      judge();
    }
    fusion.onFrame(facts, bursts.sounding());
    finished = fusion.done(facts);
    return fusion.drain();
  }

  /** The callee answered now: the rules' clocks begin anew, and what came before was early media. */
  public List<AmdEvent> answered() {
    if (!answered) {
      answered = true;
      facts.answeredFrame = facts.frame + 1;
      segments.restart(facts.answeredFrame);
      tones.restart();
      rules.restart();
      facts.soundsHuman = false;
      facts.soundsMachine = false;
      facts.mayBeMachine = false;
      fusion.answered();
    }
    return List.of();
  }

  /** The audio is over: a verdict if there was none, unless nobody answered. */
  public List<AmdEvent> finish() {
    if (finished) {
      return List.of();
    }
    finished = true;
    if (segments.talking()) {
      fusion.add(new AmdEvent.SpeechEnd(segments.lastVoiceEndFrame() * AudioFrame.MS,
          segments.talkVoicedFrames() * AudioFrame.MS));
    }
    if (answered) {
      onBeep(beeps.finish(facts.frame, bursts, segments.heard()));
    }
    if (answered && (!fusion.judged() || segments.heard())) {
      fusion.onDecision(facts.frame < 0 ? NO_AUDIO : rules.finish(facts), facts);
    }
    return fusion.drain();
  }

  /** Nothing more will be told; frames are no longer looked at. */
  public boolean isDone() {
    return finished;
  }

  private void onSpeech(SpeechSegments.Change change) {
    switch (change) {
      case NONE -> { }
      case STARTED -> fusion.add(new AmdEvent.SpeechStart(segments.talkStartFrame() * AudioFrame.MS));
      case ENDED -> fusion.add(new AmdEvent.SpeechEnd(segments.lastVoiceEndFrame() * AudioFrame.MS,
          segments.talkVoicedFrames() * AudioFrame.MS));
    }
  }

  private void onTones() {
    boolean afterVoice = answered && segments.heard();
    ToneName name = tones.accept(facts.frame, bursts, afterVoice);
    if (tones.progressGoesOn(bursts) && segments.heard() && segments.voicedFrames() < SCRAPS_FRAMES) {
      segments.restart(facts.frame + 1);
    }
    if (name != null) {
      ToneBursts.Burst burst = bursts.latest(facts.frame);
      fusion.add(new AmdEvent.Tone(burst.start() * AudioFrame.MS, name.word(), Math.round(burst.hz())));
      fusion.onTone(name, burst.hz(), facts);
    }
    onBeep(beeps.accept(facts.frame, bursts, facts.voice, quiet, afterVoice));
  }

  private void onBeep(ToneBursts.Burst beep) {
    if (beep != null) {
      fusion.add(new AmdEvent.Beep(beep.start() * AudioFrame.MS, Math.round(beep.hz()), beep.ms()));
      fusion.onBeep(beep.end() * AudioFrame.MS, beep.hz(), beep.ms(), facts);
    }
  }

  private void judge() {
    if (!tones.progressSounding(facts.frame, bursts)) {
      facts.analysed++;
    }
    fusion.onDecision(rules.accept(facts), facts);
  }
}
