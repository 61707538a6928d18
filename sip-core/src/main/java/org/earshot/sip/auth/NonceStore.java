package org.earshot.sip.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks nonces. Any thread.
 *
 * <p>A nonce carries its time and a serial number, signed with a key of this process:
 * <pre>
 *   | issued at, 8 bytes | serial, 8 bytes | HMAC-SHA-256 of both, first 16 bytes |     in base64url
 * </pre>
 * so that challenges cost no memory. Once a nonce was used with right credentials its counts (nc) are remembered, for
 * at most {@code usedMax} nonces. When one is forgotten to make room, it and all issued before it count as expired:
 * a replay never gets through for want of memory, a phone is asked again.
 */
public final class NonceStore {
  private static final int SIGNED_BYTES = 16;
  private static final int NONCE_BYTES = 32;
  // RFC 3261 runs over UDP: requests may overtake each other by this many counts
  private static final int WINDOW = 64;

  private final SecretKeySpec key;
  private final long lifeNanos;
  private final int usedMax;
  private final LongSupplier nanoTime;
  private final LinkedHashMap<Long, Counts> used = new LinkedHashMap<>();
  private long serial;
  private long forgottenUpTo;

  /** The counts seen of one nonce: the highest, and bit i for highest - i. */
  private record Counts(long issuedAt, long highest, long seen) {}

  enum Status { FRESH, EXPIRED, FOREIGN }

  /**
   * @param life     how long a nonce is good
   * @param usedMax  how many nonces in use are remembered
   * @param nanoTime the clock
   */
  public NonceStore(Duration life, int usedMax, LongSupplier nanoTime) {
    var random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, "HmacSHA256");
    this.lifeNanos = life.toNanos();
    this.usedMax = usedMax;
    this.nanoTime = nanoTime;
    this.forgottenUpTo = nanoTime.getAsLong() - lifeNanos;
  }

  /** A new nonce. */
  String issue() {
    var nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(nanoTime.getAsLong()).putLong(nextSerial());
    nonce.put(signature(nonce.array()), 0, NONCE_BYTES - SIGNED_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
  }

  private synchronized long nextSerial() {
    return ++serial;
  }

  /** Whether we made that nonce, and lately. */
  Status check(String nonce) {
    byte[] bytes = decode(nonce);
    if (bytes.length != NONCE_BYTES) {
      return Status.FOREIGN;
    }
    byte[] theirs = Arrays.copyOfRange(bytes, SIGNED_BYTES, NONCE_BYTES);
    byte[] ours = Arrays.copyOf(signature(bytes), NONCE_BYTES - SIGNED_BYTES);
    if (!MessageDigest.isEqual(theirs, ours)) {
      return Status.FOREIGN;
    }
    return nanoTime.getAsLong() - issuedAt(bytes) > lifeNanos ? Status.EXPIRED : Status.FRESH;
  }

  /** Marks a count of a nonce that {@link #check} found fresh as used; false where it was used before, or may have been. */
  boolean use(String nonce, long count) {
    byte[] bytes = decode(nonce);
    long id = ByteBuffer.wrap(bytes).getLong(8);
    synchronized (this) {
      Counts counts = used.get(id);
      if (counts == null) {
        return issuedAt(bytes) - forgottenUpTo > 0 && remember(id, new Counts(issuedAt(bytes), count, 1));
      }
      long behind = counts.highest - count;
      if (behind >= WINDOW || behind >= 0 && (counts.seen >> behind & 1) != 0) {
        return false;
      }
      long ahead = -behind;
      used.put(id, behind > 0
          ? new Counts(counts.issuedAt, counts.highest, counts.seen | 1L << behind)
          : new Counts(counts.issuedAt, count, (ahead >= WINDOW ? 0 : counts.seen << ahead) | 1));
      return true;
    }
  }

  private boolean remember(long id, Counts counts) {
    used.put(id, counts);
    if (used.size() > usedMax) {
      Counts oldest = used.pollFirstEntry().getValue();
      if (oldest.issuedAt - forgottenUpTo > 0) {
        forgottenUpTo = oldest.issuedAt;
      }
    }
    return true;
  }

  private static long issuedAt(byte[] nonce) {
    return ByteBuffer.wrap(nonce).getLong(0);
  }

  private static byte[] decode(String nonce) {
    try {
      return Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] signature(byte[] nonce) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(nonce, 0, SIGNED_BYTES);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
