package org.earshot.app.cdr;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.earshot.app.events.CallMemory;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvent.CallEnded;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvents;

/** Keeps a builder for each call under way and hands over the record when the call ends. Any thread; never waits. */
public final class CdrCollector implements DomainEvents {
  /** Far above the ceiling of calls: only calls that never ended can fill it. */
  private static final int CALLS_MAX = 100_000;

  private final Consumer<Cdr> finished;
  private final CallMemory<CdrBuilder> calls;

  public CdrCollector(Consumer<Cdr> finished) {
    this(finished, CALLS_MAX);
  }

  CdrCollector(Consumer<Cdr> finished, int callsMax) {
    this.finished = finished;
    this.calls = new CallMemory<>(callsMax, eldest -> finished.accept(eldest.end(neverEnded(eldest.started()))));
  }

  @Override
  public void on(DomainEvent event) {
    switch (event) {
      case CallStarted started -> calls.open(started.call(), new CdrBuilder(started));
      case CallEnded ended -> calls.close(ended.call()).ifPresent(call -> finished.accept(call.end(ended)));
      case DomainEvent.OfCall other -> calls.find(other.call()).ifPresent(call -> call.add(other));
      case DomainEvent.RegistrarAnswered _, DomainEvent.BindingsChanged _, DomainEvent.OfTrunk _,
          DomainEvent.SourceBanned _, DomainEvent.SourceUnbanned _ -> {}
    }
  }

  /** A call whose end was never told still leaves a record. */
  private static CallEnded neverEnded(CallStarted started) {
    return new CallEnded(started.call(), Instant.now(), 500, "lost", 41, "server", false, Optional.empty(),
        Optional.empty());
  }
}
