package org.earshot.app.guard;

/** What is held against a source, and how much of a failure it is. */
enum Offence {
  /** A wrong password, or somebody else's account: 403. */
  REFUSED("refused", 1),
  /** A number or user that does not exist, asked for by somebody who has not shown a password: 404. */
  UNKNOWN_TARGET("unknown-target", 0.5),
  /** No SIP, or SIP that cannot be read. */
  MALFORMED("malformed", 0.5),
  /** A challenge: worth something only where none of them is ever met. */
  CHALLENGED("unanswered-challenges", 0.1);

  private final String word;
  private final double weight;

  Offence(String word, double weight) {
    this.word = word;
    this.weight = weight;
  }

  String word() {
    return word;
  }

  double weight() {
    return weight;
  }
}
