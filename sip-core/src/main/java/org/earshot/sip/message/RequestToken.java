package org.earshot.sip.message;

/**
 * Names one request of ours outside any dialog, so that its answer finds who asked.
 *
 * @param owner  the part of the server that asked: a word of the code, such as {@code registration}
 * @param number the owner's own
 */
public record RequestToken(String owner, long number) {
  @Override
  public String toString() {
    return owner + "#" + number;
  }
}
