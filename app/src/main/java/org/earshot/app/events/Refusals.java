package org.earshot.app.events;

/** Told each time a bounded queue takes no more. Any thread; returns at once. */
@FunctionalInterface
public interface Refusals {
  /** {@code queue}: one of a small fixed set of names, usable as a metric label. */
  void refused(String queue);
}
