package org.earshot.sip.stack;

import java.security.SecureRandom;
import org.earshot.sip.message.LegId;

/** Makes the random words of the module: call ids, tags, Call-IDs and branches. Any thread. */
final class Ids {
  private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int BRANCH_CHARS = 14;
  private static final int MARK_CHARS = 8;

  /** RFC 3261 §8.1.1.7: begins with the magic cookie; the rest is ours, so that a loop is recognised by its Via. */
  private final String branchPrefix = "z9hG4bKes" + word(8);

  LegId newCall() {
    return new LegId(word(10), 0);
  }

  String tag() {
    return word(12);
  }

  String callId() {
    return word(26);
  }

  String branch() {
    return branchPrefix + word(BRANCH_CHARS);
  }

  /** Of the INVITE that a call to {@code dialled} leads to: the branch tells a loop from a spiral (RFC 3261 §16.3). */
  String branchFor(String dialled) {
    return branch() + mark(dialled);
  }

  /** Whether a request to {@code dialled} has been here before, to the same: with another number it is a spiral. */
  boolean isLoop(String branch, String dialled) {
    int plain = branchPrefix.length() + BRANCH_CHARS;
    return isOurs(branch) && (branch.length() <= plain || branch.regionMatches(true, plain, mark(dialled), 0, MARK_CHARS));
  }

  private static String mark(String dialled) {
    return String.format("%08x", dialled.hashCode());
  }

  /** Whether this branch was made by this very process. */
  boolean isOurs(String branch) {
    return branch != null && branch.regionMatches(true, 0, branchPrefix, 0, branchPrefix.length());
  }

  /** {@code length} letters and digits of five random bits each. */
  private static String word(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    var chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = BASE32[bytes[i] & 31];
    }
    return new String(chars);
  }
}
