package org.earshot.media.amd;

import java.util.Locale;

/**
 * Which rules give the verdict: ours with the learned model, ours by cadence alone, or those of Asterisk's app_amd for
 * comparison and by choice.
 */
public enum AmdMode {
  LEARNED, CADENCE, APP_AMD;

  /** As in the configuration: {@code learned}, {@code cadence}, {@code app_amd}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
