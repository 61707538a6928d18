package org.earshot.app.call;

import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Hunting;
import org.earshot.app.config.ServerConfig.Transfer;

/**
 * What was configured for a call.
 *
 * @param onVerdict    what is done with the verdict
 * @param hunting      when the next target is tried
 * @param redirectsMax redirections followed
 * @param transfer     what becomes of a REFER
 */
record CallPolicy(AmdPolicy onVerdict, Hunting hunting, int redirectsMax, Transfer transfer, Times times) {

  /**
   * Longest waits, in milliseconds.
   *
   * @param verdictMs  of a held answer for its verdict
   * @param greetingMs of a message for the end of the greeting
   * @param tryMs      for a first word of a target that is not the last
   * @param ringMs     of each target for its answer
   * @param setupMs    of all targets together
   * @param durationMs of the whole call
   */
  record Times(long verdictMs, long greetingMs, long tryMs, long ringMs, long setupMs, long durationMs) {}

  boolean listens() {
    return onVerdict.amd() != Amd.OFF;
  }

  /** The same without a detector, for whom the call is transferred to. */
  CallPolicy deaf() {
    return new CallPolicy(AmdPolicy.OFF, new Hunting(hunting.failover(), false, false), redirectsMax, transfer, times);
  }
}
