package org.earshot.app.guard;

import org.earshot.app.config.ServerConfig.Bans;

/**
 * What is held against one source. Pure; every method makes a new one.
 *
 * @param points     failures since {@code at}, each worth a share of its kind
 * @param at         when the first of them was, in nanoseconds; after {@code bans.within} they are forgotten
 * @param firstAt    when it was first seen, since it was last trusted
 * @param trustedAt  when it last proved that it knows a password; {@link #NEVER} if it has not
 * @param bans       how often it was banned lately: each ban is longer than the one before
 * @param lastBanEnd when the last of them ended, or ends
 */
record Suspect(double points, long at, long firstAt, long trustedAt, int bans, long lastBanEnd) {
  static final long NEVER = Long.MIN_VALUE;
  private static final long TRUST_NANOS = 3_600_000_000_000L;
  private static final long GRACE_NANOS = 5_000_000_000L;
  private static final int GROWTH = 4;

  static Suspect fresh(long now) {
    return new Suspect(0, now, now, NEVER, 0, now);
  }

  Suspect trusted(long now) {
    return new Suspect(0, now, now, now, bans, lastBanEnd);
  }

  boolean isTrusted(long now) {
    return trustedAt != NEVER && now - trustedAt < TRUST_NANOS;
  }

  /** One more offence. A challenge weighs nothing at first: phones that all start at once are not scanners. */
  Suspect after(Offence offence, long now, Bans rules) {
    boolean young = offence == Offence.CHALLENGED && now - firstAt < GRACE_NANOS;
    boolean anew = points == 0 || now - at > rules.within().toNanos();
    return new Suspect((anew ? 0 : points) + (young ? 0 : offence.weight()), anew ? now : at, firstAt, trustedAt, bans,
        lastBanEnd);
  }

  boolean isTooMuch(Bans rules) {
    return points >= rules.after();
  }

  /** How long it is kept out now: four times as long as the last time, if that is not long past. */
  long banNanos(long now, Bans rules) {
    long longest = rules.longest().toNanos();
    long length = rules.first().toNanos();
    for (int i = remembered(now, rules); i > 0 && length < longest; i--) {
      length *= GROWTH;
    }
    return Math.min(length, longest);
  }

  Suspect banned(long now, long until, Bans rules) {
    return new Suspect(0, now, now, NEVER, remembered(now, rules) + 1, until);
  }

  private int remembered(long now, Bans rules) {
    return now - lastBanEnd > rules.longest().toNanos() ? 0 : bans;
  }
}
