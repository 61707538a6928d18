package org.earshot.app.observe;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.earshot.app.events.CallMemory;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvent.AmdGreetingEnd;
import org.earshot.app.events.DomainEvent.AmdRevised;
import org.earshot.app.events.DomainEvent.AmdScreened;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.CallEnded;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.Verdict;
import org.earshot.app.events.DomainEvents;

/** The last hundred verdicts with what they rest on, newest first. Any thread; called in line on the call loops. */
public final class RecentVerdicts implements DomainEvents {
  private static final int KEPT_MAX = 100;
  private static final int CALLS_MAX = 100_000;

  private final CallMemory<CallStarted> calls = new CallMemory<>(CALLS_MAX, _ -> {});
  private final Deque<Entry> entries = new ArrayDeque<>(KEPT_MAX);

  /**
   * A verdict with the call it belongs to.
   *
   * @param revised     what later evidence said, if it spoke otherwise
   * @param greetingEnd how the end of a machine's greeting was found: beep, silence, timeout
   */
  public record Entry(Instant at, String call, int leg, Optional<String> caller, Optional<String> callee,
                      Verdict verdict, long decisionMs, Optional<Verdict> revised, Optional<String> greetingEnd) {
    private Entry with(AmdRevised event) {
      return new Entry(at, call, leg, caller, callee, verdict, decisionMs, Optional.of(event.verdict()), greetingEnd);
    }

    private Entry with(AmdScreened event) {
      return new Entry(at, call, leg, caller, callee, verdict, decisionMs, Optional.of(event.verdict()), greetingEnd);
    }

    private Entry with(AmdGreetingEnd event) {
      return new Entry(at, call, leg, caller, callee, verdict, decisionMs, revised, Optional.of(event.by()));
    }
  }

  @Override
  public void on(DomainEvent event) {
    switch (event) {
      case CallStarted started -> calls.open(started.call(), started);
      case CallEnded ended -> calls.close(ended.call());
      case AmdVerdict verdict -> add(verdict);
      case AmdRevised revised -> change(revised, revised.leg(), entry -> entry.with(revised));
      case AmdScreened screened -> change(screened, screened.leg(), entry -> entry.with(screened));
      case AmdGreetingEnd end -> change(end, end.leg(), entry -> entry.with(end));
      case DomainEvent.OfCall _, DomainEvent.RegistrarAnswered _, DomainEvent.BindingsChanged _, DomainEvent.OfTrunk _,
           DomainEvent.SourceBanned _, DomainEvent.SourceUnbanned _ -> {}
    }
  }

  public synchronized List<Entry> newestFirst() {
    return List.copyOf(entries);
  }

  private void add(AmdVerdict event) {
    var call = calls.find(event.call());
    var entry = new Entry(event.at(), event.call(), event.leg(), call.map(CallStarted::caller),
        call.map(CallStarted::callee), event.verdict(), event.decisionMs(), Optional.empty(), Optional.empty());
    synchronized (this) {
      if (entries.size() == KEPT_MAX) {
        entries.removeLast();
      }
      entries.addFirst(entry);
    }
  }

  private synchronized void change(DomainEvent.OfCall event, int leg, UnaryOperator<Entry> change) {
    var changed = entries.stream()
        .map(entry -> entry.call().equals(event.call()) && entry.leg() == leg ? change.apply(entry) : entry).toList();
    entries.clear();
    entries.addAll(changed);
  }
}
