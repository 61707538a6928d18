package org.earshot.sip.leg;

import java.util.random.RandomGenerator;

/**
 * What a leg may choose: its waits, and the randomness the rules ask for.
 *
 * @param cancelGuardMs wait for the final answer of a cancelled INVITE (RFC 3261 §9.1: 64*T1)
 * @param ackGuardMs    wait for the ACK of our 2xx; beyond the 64*T1 of RFC 3261 §13.3.1.4, which the stack counts
 * @param byeGuardMs    wait for the answer to a BYE; beyond the stack's timer F, which ends first in the normal case
 * @param retryAfterS   for a second INVITE while one is unanswered (RFC 3261 §14.2: 0 to 10)
 * @param random        for the wait after a glare, and the first RSeq
 * @param sessions      session timers
 */
public record LegPolicy(long cancelGuardMs, long ackGuardMs, long byeGuardMs, int retryAfterS, RandomGenerator random,
                        SessionRules sessions) {

  public static LegPolicy standard(RandomGenerator random) {
    return standard(random, SessionRules.NONE);
  }

  public static LegPolicy standard(RandomGenerator random, SessionRules sessions) {
    return new LegPolicy(32_000, 34_000, 34_000, 2, random, sessions);
  }

  /** RFC 3262 §3: the first RSeq is chosen from 1 to 2^31 - 1; one is added before it is used. */
  long firstRseq() {
    return random.nextInt(Integer.MAX_VALUE - 1);
  }

  /** RFC 3261 §14.1: 2.1 to 4 s for the owner of the Call-ID, 0 to 2 s for the other, in units of 10 ms. */
  long glareDelayMs(boolean callIdOurs) {
    return callIdOurs ? 2100 + 10L * random.nextInt(191) : 10L * random.nextInt(201);
  }
}
