package org.earshot.app.registrar;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.earshot.app.registrar.LocationStore.Outcome;

/** A store whose disk the test turns: each commit waits until it is told its outcome, or gets {@code always} at once. */
final class FakeStore implements LocationStore {
  private record Waiting(LocationChange change, Consumer<Outcome> done) {}

  final List<LocationChange> changes = new ArrayList<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private Outcome always = Outcome.COMMITTED;

  /** Null: wait for {@link #finish}. */
  void answers(Outcome outcome) {
    always = outcome;
  }

  void finish(Outcome outcome) {
    waiting.remove().done.accept(outcome);
  }

  int unfinished() {
    return waiting.size();
  }

  @Override
  public List<Binding> load(Instant now) {
    return List.of();
  }

  @Override
  public void commit(LocationChange change, Consumer<Outcome> done) {
    changes.add(change);
    if (always == null) {
      waiting.add(new Waiting(change, done));
    } else {
      done.accept(always);
    }
  }
}
