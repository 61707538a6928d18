package org.earshot.sip.message;

/**
 * Names one leg of one call in logs, events and CDRs, for as long as the process lives.
 *
 * @param call   the call's id: lower-case letters and digits, chosen by whoever creates the first leg
 * @param number 0 for the caller's leg, 1 and up for the callee legs in the order they were dialled
 */
public record LegId(String call, int number) {
  @Override
  public String toString() {
    return call + "." + number;
  }
}
