package org.earshot.media.amd;

/**
 * How a voice moves: in level, spectrum and pitch, over the frames of voice since the last restart. Each figure is of
 * differences or deviations, so that neither the level nor the frequency response of a line is in it.
 */
final class VoiceProfile {
  /** A wider step is an octave mistaken. */
  private static final double STEP_SEMITONES_MAX = 4;
  /** The pitch of late: a mean over about a quarter of a second. */
  private static final double LATELY = 0.08;
  private static final float TILT_NORM = 665;

  private final LogMel mel = new LogMel();
  private final Pitch pitchOf = new Pitch();
  private final float[] previousBands = new float[LogMel.BANDS];
  private final Moments[] bands = new Moments[LogMel.BANDS];
  final Moments level = new Moments();
  final Moments levelStep = new Moments();
  final Moments bandStep = new Moments();
  final Moments tilt = new Moments();
  final Moments pitch = new Moments();
  final Moments pitchStep = new Moments();
  final Syllables syllables = new Syllables();
  private double previousLevel;
  private boolean previousVoice;
  private float previousPitch;
  private double latePitch;
  private int pitchRuns;

  VoiceProfile() {
    for (int i = 0; i < bands.length; i++) {
      bands[i] = new Moments();
    }
  }

  void accept(boolean voice, double levelDb, Spectrum spectrum) {
    syllables.accept(levelDb, voice);
    if (voice) {
      addLevel(levelDb);
      addSpectrum(mel.of(spectrum.power()));
      addPitch(pitchOf.semitones(spectrum.history()));
    } else {
      previousPitch = 0;
    }
    previousLevel = levelDb;
    previousVoice = voice;
  }

  private void addLevel(double levelDb) {
    level.add(levelDb);
    if (previousVoice) {
      levelStep.add(Math.abs(levelDb - previousLevel));
    }
  }

  private void addSpectrum(float[] now) {
    float step = 0;
    float slope = 0;
    for (int i = 0; i < LogMel.BANDS; i++) {
      bands[i].add(now[i]);
      slope += now[i] * (i - (LogMel.BANDS - 1) / 2f);
      step += Math.abs(now[i] - previousBands[i]);
      previousBands[i] = now[i];
    }
    tilt.add(slope / TILT_NORM);
    if (previousVoice) {
      bandStep.add(step / LogMel.BANDS);
    }
  }

  private void addPitch(float semitones) {
    if (semitones > 0) {
      pitch.add(semitones);
      latePitch = pitch.n() == 1 ? semitones : latePitch + LATELY * (semitones - latePitch);
      if (previousPitch == 0) {
        pitchRuns++;
      } else if (Math.abs(semitones - previousPitch) < STEP_SEMITONES_MAX) {
        pitchStep.add(Math.abs(semitones - previousPitch));
      }
    }
    previousPitch = semitones;
  }

  /** Mean over the bands of how far each wanders, in dB. */
  float bandDeviation() {
    float sum = 0;
    for (Moments band : bands) {
      sum += band.deviation();
    }
    return sum / bands.length;
  }

  /** Share of the voice that has a pitch. */
  float pitched() {
    return level.n() == 0 ? 0 : (float) pitch.n() / level.n();
  }

  /** Of late against the whole, in semitones: below 0 where the voice has come down, as at the end of a sentence. */
  float pitchFall() {
    return pitch.n() == 0 ? 0 : (float) (latePitch - pitch.mean());
  }

  /** Frames for which the pitch holds on, in the mean. */
  float pitchRun() {
    return pitchRuns == 0 ? 0 : (float) pitch.n() / pitchRuns;
  }

  /** Per second of voice. */
  float syllableRate() {
    return level.n() == 0 ? 0 : 50f * syllables.counted() / level.n();
  }

  void clear() {
    for (Moments band : bands) {
      band.clear();
    }
    level.clear();
    levelStep.clear();
    bandStep.clear();
    tilt.clear();
    pitch.clear();
    pitchStep.clear();
    syllables.clear();
    previousVoice = false;
    previousPitch = 0;
    latePitch = 0;
    pitchRuns = 0;
  }
}
