package org.earshot.app.trunk;

/**
 * Whether one address of a trunk answers. Pure.
 *
 * @param up     calls go there
 * @param streak how many answers in a row have said otherwise
 */
record HealthState(boolean up, int streak) {
  /** Nothing known: calls may try. */
  static final HealthState FRESH = new HealthState(true, 0);

  /** {@code good}: it answered; {@code needed}: how many in a row turn it up, and down. */
  HealthState next(boolean good, Thresholds needed) {
    if (good == up) {
      return new HealthState(up, 0);
    }
    int against = streak + 1;
    return against >= (up ? needed.down : needed.up) ? new HealthState(good, 0) : new HealthState(up, against);
  }

  record Thresholds(int up, int down) {}
}
