package org.earshot.app.pattern;

/**
 * A text that may be read so many times and no more.
 *
 * <p>Java's expressions backtrack: {@code (a+)+$} takes longer than the universe for forty characters. Counting reads
 * ends that after some milliseconds, without a clock and the same way each time. One match, one thread.
 */
final class BoundedText implements CharSequence {
  /** A sane expression reads each of 128 characters a few times. */
  static final int READS_MAX = 200_000;

  private final String text;
  private final Budget budget;

  BoundedText(String text) {
    this(text, new Budget());
  }

  private BoundedText(String text, Budget budget) {
    this.text = text;
    this.budget = budget;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    budget.spend();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BoundedText(text.substring(start, end), budget);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class Budget {
    private int reads;

    void spend() {
      if (++reads > READS_MAX) {
        throw new Exhausted();
      }
    }
  }

  /** Without a stack trace: it is control flow, and strangers can cause it. */
  static final class Exhausted extends RuntimeException {
    Exhausted() {
      super("too many steps", null, false, false);
    }
  }
}
