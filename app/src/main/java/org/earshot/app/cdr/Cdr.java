package org.earshot.app.cdr;

import java.time.Instant;
import java.util.Optional;

/**
 * A call detail record: the components in their order are the names in the file, in snake case.
 *
 * @param trunk      the trunk that answered, else the last that was tried, else the one the call came from
 * @param direction  internal, outbound, inbound, transit; empty for a call that was refused before it was routed
 * @param ring       first 18x of a callee
 * @param durationMs from the INVITE to the end
 * @param billedMs   from the answer to the end; 0 for an unanswered call
 * @param pddMs      post-dial delay: from the INVITE to the first 18x
 * @param sipCode    what the caller was told; 200 for an answered call
 * @param amd        the verdict that was acted on: the first, or the one after screening; empty when nobody listened or the call was over before
 * @param transferredTo whom one of them handed the other over to, the last time
 * @param message    what a machine was left, and how far that came
 */
public record Cdr(String id, String caller, String callee, Optional<String> trunk, Optional<String> direction,
                  Instant start, Optional<Instant> ring, Optional<Instant> answer, Instant end, long durationMs,
                  long billedMs, Optional<Long> pddMs, int sipCode, String cause, int q850, String endedBy,
                  String callerCallId, Optional<String> calleeCallId, Optional<String> codec, Media rtp,
                  Optional<Amd> amd, Optional<String> transferredTo, Optional<Message> message) {

  /** What came from each peer; empty where no media was opened. */
  public record Media(Optional<Stream> caller, Optional<Stream> callee) {}

  /** {@code mos}: estimate by the E-model, 1.0 to 4.5; empty where nothing came. */
  public record Stream(long packets, long lost, double jitterMs, Optional<Double> mos) {}

  public record Message(String state, int plays, long playedMs) {}

  public record Amd(String result, double confidence, String cause, long atMs) {}
}
