package org.earshot.app.events;

/** One way out: takes a fact and returns at once. Any thread. */
@FunctionalInterface
public interface DomainEvents {
  void on(DomainEvent event);
}
