package org.earshot.media.amd;

import java.util.Locale;

/** Why a verdict is as it is; the words are labels of metrics, so they are few and fixed. */
enum Cause {
  /** A short greeting, then quiet. */
  SHORT_GREETING,
  /** One longer sentence, then quiet. */
  LONG_GREETING,
  /** Talk that ran on beyond any human greeting. */
  LONG_SPEECH,
  /** Talk that is spoken as recordings are, to the learned model. */
  VOICE_PATTERN,
  /** More words than a human's greeting has (app_amd's rule). */
  MANY_WORDS,
  BEEP,
  /** Somebody picked up while the mailbox recorded. */
  HUMAN_JOINED,
  /** An announcement before anybody answered. */
  EARLY_VOICE,
  FAX_TONE,
  /** Special information tone. */
  SIT,
  /** Busy or congestion tone after the answer. */
  BUSY_TONE,
  NO_VOICE,
  /** The time for analysis is over. */
  TIMEOUT,
  /** The audio ended before the rules were done. */
  END_OF_AUDIO,
  NO_AUDIO;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
