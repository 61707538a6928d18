package org.earshot.sip.stack;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.earshot.sip.SipGate;

/**
 * Sheds new calls before they are parsed, while the server is behind or the gate says so. What belongs to a call that
 * has been taken always passes, repeats of its INVITE too; repeats of one that was refused are refused again, for the
 * caller has given it up. Any thread; decisions are remembered for as long as a peer repeats (RFC 3261 §17.1.1.2).
 */
final class CallValve {
  /**
   * A message that has waited so long, with so many behind it: we are behind. Below T1, so that peers have not begun to
   * repeat. A pause of the machine that few have waited for is no overload.
   */
  private static final long BEHIND_NANOS = 400_000_000L;
  private static final int CROWD = 100;
  private static final long REMEMBERED_S = 32;
  private static final int SLOTS = 1 << 17;

  private final SipGate gate;
  private final LongSupplier nanos;
  /** Of the last INVITE that fell into the slot: its key, the second it came in, and whether it was refused. */
  private final AtomicLongArray recent = new AtomicLongArray(SLOTS);

  CallValve(SipGate gate, LongSupplier nanos) {
    this.gate = gate;
    this.nanos = nanos;
  }

  /**
   * Why the message is refused, in a word; empty where it passes. {@code since}: when it was received. {@code waiting}:
   * messages that still are.
   */
  Optional<String> refusal(byte[] message, InetAddress source, long since, int waiting) {
    int key = NewCall.key(message);
    if (key == 0) {
      return Optional.empty();
    }
    long now = nanos.getAsLong();
    int slot = (key ^ key >>> 15) & SLOTS - 1;
    long known = recent.get(slot);
    if (known >>> 32 == (key & 0xffffffffL) && seconds(now) - (known >>> 1 & 0x7fffffff) < REMEMBERED_S) {
      return (known & 1) == 0 ? Optional.empty() : Optional.of("repeated");
    }
    Optional<String> refusal = waiting > CROWD && now - since > BEHIND_NANOS || gate.overloaded() ? Optional.of("overload")
        : gate.admitsCall(source) ? Optional.empty() : Optional.of("call-rate");
    recent.set(slot, (long) key << 32 | seconds(now) << 1 | (refusal.isPresent() ? 1 : 0));
    return refusal;
  }

  private static long seconds(long now) {
    return now / 1_000_000_000L & 0x7fffffff;
  }
}
