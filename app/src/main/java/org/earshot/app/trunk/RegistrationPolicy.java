package org.earshot.app.trunk;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The numbers of a registration. {@code random}: 0 to 1.
 *
 * @param expiresS asked for
 */
record RegistrationPolicy(int expiresS, DoubleSupplier random) {
  /** A trunk that was not there may be back soon. */
  private static final long ABSENT_MS = Duration.ofSeconds(4).toMillis();
  private static final long ABSENT_MAX_MS = Duration.ofMinutes(5).toMillis();
  /** Refused passwords asked again and again get an address banned. */
  private static final long REFUSED_MS = Duration.ofMinutes(1).toMillis();
  private static final long REFUSED_MAX_MS = Duration.ofMinutes(30).toMillis();
  private static final int DOUBLINGS_MAX = 16;

  /** After 80 to 90 % of what was granted: time for some repeats, and many trunks do not come at once. */
  long refreshMs(long grantedS) {
    return Math.max(500, (long) (grantedS * 1000 * (0.8 + 0.1 * random.getAsDouble())));
  }

  /** RFC 5626 §4.5: doubled with each failure up to a limit, and 50 to 100 % of that. */
  long retryMs(int failures, boolean refused, long notBeforeMs) {
    long base = refused ? REFUSED_MS : ABSENT_MS;
    long upper = Math.min(refused ? REFUSED_MAX_MS : ABSENT_MAX_MS, base << Math.min(failures - 1, DOUBLINGS_MAX));
    return Math.max(notBeforeMs, (long) (upper * (0.5 + 0.5 * random.getAsDouble())));
  }
}
