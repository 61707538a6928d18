package org.earshot.media.amd;

import java.util.Locale;

/** What a tone is called in events. */
enum ToneName {
  RINGBACK, BUSY, CONGESTION, SIT, CNG, CED, DTMF, OTHER;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
