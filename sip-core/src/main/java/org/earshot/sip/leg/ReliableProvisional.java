package org.earshot.sip.leg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.earshot.sip.leg.LegAction.SendProvisional;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/**
 * Our provisional answers to one INVITE, those that the caller acknowledges by PRACK among them (RFC 3262 §3): one at a
 * time, the others wait. Immutable.
 *
 * @param use    which answers are reliable
 * @param cseq   of the INVITE
 * @param rseq   of the last reliable answer, or one less than that of the first
 * @param unacked the answer that waits for its PRACK
 * @param repeats how often that one has been sent again
 * @param waiting those that come after it
 * @param session our description that the caller has for good: the answer that went out reliably, then what was agreed
 *                since; none before
 */
record ReliableProvisional(Use use, long cseq, long rseq, Optional<LegCommand.Ring> unacked, int repeats,
                           List<LegCommand.Ring> waiting, Body session) {
  static final String OPTION = "100rel";
  private static final long T1_MS = 500;
  /** Sent again after 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s, given up after 32: 64*T1. */
  private static final int REPEATS_MAX = 6;

  enum Use {
    /** The caller does not know of it. */
    NEVER,
    /** The caller can do it: for what it must not miss, the session description. */
    WITH_SDP,
    /** The caller insists (Require): for all above 100. */
    ALWAYS,
    /** The caller insists and made no offer: ours would have to be in the answer (RFC 3262 §5), and comes with the 2xx. */
    SILENT
  }

  static ReliableProvisional of(SipRequest invite, LegPolicy policy) {
    Headers headers = invite.headers();
    boolean offered = !invite.body().isEmpty();
    Use use;
    if (headers.lists("Require", OPTION)) {
      use = offered ? Use.ALWAYS : Use.SILENT;
    } else {
      use = offered && headers.lists("Supported", OPTION) ? Use.WITH_SDP : Use.NEVER;
    }
    return new ReliableProvisional(use, invite.cseq(), policy.firstRseq(), Optional.empty(), 0, List.of(), Body.NONE);
  }

  /** Whether the INVITE's offer has been answered for good, so that the next may follow. */
  boolean answered() {
    return !session.isEmpty();
  }

  boolean isReliable(LegCommand.Ring ring) {
    return use == Use.ALWAYS || use == Use.WITH_SDP && !ring.body().isEmpty();
  }

  /** {@code ring} is the next reliable answer. */
  ReliableProvisional sent(LegCommand.Ring ring) {
    Body first = answered() || !ring.body().isSdp() ? session : ring.body();
    return new ReliableProvisional(use, cseq, rseq + 1, Optional.of(ring), 0, waiting, first);
  }

  ReliableProvisional queued(LegCommand.Ring ring) {
    var more = new ArrayList<>(waiting);
    more.add(ring);
    return new ReliableProvisional(use, cseq, rseq, unacked, repeats, List.copyOf(more), session);
  }

  ReliableProvisional repeated() {
    return new ReliableProvisional(use, cseq, rseq, unacked, repeats + 1, waiting, session);
  }

  ReliableProvisional acknowledged() {
    return new ReliableProvisional(use, cseq, rseq, Optional.empty(), 0, waiting, session);
  }

  ReliableProvisional described(Body now) {
    return new ReliableProvisional(use, cseq, rseq, unacked, repeats, waiting, now);
  }

  /** Without the first of those that wait. */
  ReliableProvisional next() {
    return new ReliableProvisional(use, cseq, rseq, unacked, repeats, waiting.subList(1, waiting.size()), session);
  }

  /** Without those that wait: the 2xx makes them old. */
  ReliableProvisional alone() {
    return new ReliableProvisional(use, cseq, rseq, unacked, repeats, List.of(), session);
  }

  /** RFC 3262 §3: a PRACK matches by the numbers and the method of the answer that waits for it. */
  boolean isAcknowledgedBy(Headers prack) {
    String[] rack = prack.first("RAck").orElse("").strip().split("\\s+");
    return unacked.isPresent() && rack.length == 3 && rack[0].equals(Long.toString(rseq))
        && rack[1].equals(Long.toString(cseq)) && rack[2].equals("INVITE");
  }

  boolean isGivenUp() {
    return repeats >= REPEATS_MAX;
  }

  /** From one sending to the next, doubling; the last wait fills 64*T1 up. */
  long waitMs() {
    return isGivenUp() ? T1_MS : T1_MS << repeats;
  }

  SendProvisional action(RequestId invite, LegCommand.Ring ring) {
    Headers headers = ring.headers().with("Require", OPTION).with("RSeq", Long.toString(rseq));
    return new SendProvisional(invite, ring.status(), ring.reason(), headers, ring.body());
  }
}
