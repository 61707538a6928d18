package org.earshot.media.amd;

import java.util.ArrayList;
import java.util.List;

/**
 * The cadence rules, with a model beside them that hears how the talk is spoken: it tells a machine before cadence can,
 * gives talk that sounds like a person more time, and lets a pause within a recording pass. Where the model is in
 * doubt, cadence alone decides.
 *
 * <pre>
 *  |..||||||||||||.|||||||||  machine, voice-pattern    the model is sure, 1.5 s after the first voice at the soonest
 *  |..||||||||||||.|||||||||||||||||||||| long-speech   the model is in doubt: cadence's time
 *  |..||||||||||||||||||||||||||||||||||||||||||||||||| the model thinks of a person: cadence's late time
 * </pre>
 */
final class LearnedRules implements Rules {
  private static final int EARLIEST_MS = 1500;
  /** Few people talk for so long: less of a pattern will do. */
  private static final int LATE_MS = 4300;
  private static final int DOUBT_MS = 1000;
  private static final double DOUBT = 0.5;
  /** Noise hides how a voice moves: cadence alone decides. */
  private static final double UNKNOWN = 0.4;
  /** The model has learned talk and short pauses, not what comes after them. */
  private static final int SILENT_MS_MAX = 300;

  private final CadenceRules cadence;
  private final Features features;
  private final TreeModel model;
  private double probability;
  private boolean decided;

  LearnedRules(AmdConfig config, Features features, TreeModel model) {
    cadence = new CadenceRules(config);
    this.features = features;
    this.model = model;
  }

  @Override
  public Decision accept(FrameFacts facts) {
    float[] row = features.accept(facts);
    if (row != null && row[Features.SILENT] <= SILENT_MS_MAX) {
      judge(facts, row);
    }
    if (decided) {
      return null;
    }
    Decision byCadence = cadence.accept(facts);
    if (byCadence == null && facts.soundsMachine && !facts.beepPossible) {
      decided = true;
      return explained(cadence.byVoice(facts, probability));
    }
    return explained(byCadence);
  }

  private void judge(FrameFacts facts, float[] row) {
    probability = facts.noisy ? UNKNOWN : model.probability(row);
    float elapsedMs = row[Features.ELAPSED];
    facts.mayBeMachine = elapsedMs >= DOUBT_MS && probability >= DOUBT;
    facts.soundsHuman = elapsedMs >= EARLIEST_MS && probability < model.human();
    facts.soundsMachine = elapsedMs >= EARLIEST_MS && probability >= (elapsedMs < LATE_MS ? model.machine() : model.late());
  }

  @Override
  public Decision finish(FrameFacts facts) {
    return decided ? null : explained(cadence.finish(facts));
  }

  private Decision explained(Decision decision) {
    if (decision == null || probability == 0 || probability == UNKNOWN) {
      return decision;
    }
    List<String> evidence = new ArrayList<>(decision.evidence());
    evidence.add("the model's probability of a machine: " + Math.round(probability * 100) + " %");
    return new Decision(decision.result(), decision.confidence(), decision.cause(), decision.appAmdCause(), evidence);
  }

  @Override
  public void restart() {
    cadence.restart();
    features.restart();
    probability = 0;
    decided = false;
  }
}
