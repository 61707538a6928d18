package org.earshot.media.amd;

import java.util.Locale;

/** Who answered. */
public enum AmdResult {
  HUMAN, MACHINE, FAX, INTERCEPT, SILENCE, UNSURE, ERROR;

  /** Lower-case: as in headers, events, metrics and CDRs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
