package org.earshot.training;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/** What can be heard after dialling, drawn at random; the truth about it is noted with it. */
final class Scenes {
  /**
   * A recording to be.
   *
   * @param group         voice: not on both sides of a split
   * @param answeredMs    before it the line rings
   * @param voiceEndMs    -1 where nobody speaks
   * @param greetingEndMs -1 where no message can be left
   */
  record Scene(Tape tape, String label, String kind, String group, int answeredMs, int voiceEndMs, int greetingEndMs) {}

  private final Speech speech;
  private final Texts texts;
  private final boolean forTests;
  private final RandomGenerator random;

  Scenes(Speech speech, Texts texts, boolean forTests, RandomGenerator random) {
    this.speech = speech;
    this.texts = texts;
    this.forTests = forTests;
    this.random = random;
  }

  /** Somebody answers: a word or a sentence, now and then a second one when nobody replies. */
  Scene human(String kind) throws IOException, InterruptedException {
    Voice voice = voice();
    Tape tape = new Tape();
    int answeredMs = ringing(tape);
    tape.quiet(random.nextDouble(0.15, 1.6)).add(said(voice, kind), level());
    int endMs = tape.ms();
    if (random.nextInt(4) == 0) {
      tape.quiet(random.nextDouble(1.5, 3)).add(said(voice, "word"), level());
    }
    tape.quiet(4);
    return new Scene(tape, "human", kind, voice.toString(), answeredMs, endMs, -1);
  }

  /** A recording speaks, sentence by sentence, and mostly ends with a beep. */
  Scene machine(String kind) throws IOException, InterruptedException {
    Voice voice = voice();
    Tape tape = new Tape();
    int answeredMs = ringing(tape);
    tape.quiet(random.nextDouble(0.05, 1.3));
    double level = level();
    double breath = random.nextDouble(0.15, 0.75);
    double speed = random.nextDouble(0.85, 1.2);
    String[] sentences = Texts.one(textsFor(voice, kind), random).text().split("\\|");
    for (int i = 0; i < sentences.length; i++) {
      tape.quiet(i == 0 ? 0 : breath * random.nextDouble(0.7, 1.3));
      tape.add(speech.say(voice, Texts.filled(sentences[i], random), speed), level);
    }
    int endMs = tape.ms();
    boolean beeps = random.nextInt(4) != 0;
    if (beeps) {
      tape.quiet(random.nextDouble(0.1, 1.6)).beep(random.nextDouble(400, 2200), random.nextDouble(0.12, 1));
    }
    int safeMs = tape.ms();
    tape.quiet(5);
    return new Scene(tape, "machine", kind, voice.toString(), answeredMs, endMs, beeps ? safeMs : endMs);
  }

  Scene silence() {
    return new Scene(new Tape().quiet(9), "silence", "silence", "", 0, -1, -1);
  }

  Scene tone(Tones.Plan plan) {
    Tape tape = new Tape().quiet(random.nextDouble(0.2, 1));
    double detune = random.nextDouble(0.995, 1.005);
    for (int i = 0; i < plan.repeats(); i++) {
      for (Tones.Step step : plan.steps()) {
        if (step.hz() == 0) {
          tape.quiet(step.seconds());
        } else {
          tape.tone(step.hz() * detune, step.otherHz() * detune, step.seconds());
        }
      }
    }
    tape.quiet(1.5);
    return new Scene(tape, plan.label(), plan.name(), "", 0, -1, -1);
  }

  /** The line rings before the answer, in a third of the calls. */
  private int ringing(Tape tape) {
    if (random.nextInt(3) == 0) {
      tape.quiet(random.nextDouble(0.1, 1)).tone(425, 0, 1).quiet(random.nextDouble(0.5, 3));
    }
    return tape.ms();
  }

  private float[] said(Voice voice, String kind) throws IOException, InterruptedException {
    List<Texts.Text> fitting = textsFor(voice, kind);
    return speech.say(voice, Texts.filled(Texts.one(fitting, random).text(), random), random.nextDouble(0.9, 1.3));
  }

  private List<Texts.Text> textsFor(Voice voice, String kind) {
    List<Texts.Text> fitting = texts.of(voice.language(), kind, forTests);
    return fitting.isEmpty() ? texts.of("en", kind, forTests) : fitting;
  }

  private double level() {
    return random.nextDouble(0.5, 1);
  }

  private Voice voice() {
    return Texts.one(Voice.ALL.stream().filter(voice -> voice.isForTests() == forTests).toList(), random);
  }
}
