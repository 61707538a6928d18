package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Hop;

/** Keeps what the endpoint reports, to be awaited in order. */
final class Recorder implements SipEvents {
  private final BlockingQueue<SipEvent> events = new LinkedBlockingQueue<>();

  /** Connections that have ended; their time is their own, so that they are kept apart. */
  final Set<Hop> ended = ConcurrentHashMap.newKeySet();

  @Override
  public void on(SipEvent event) {
    if (event instanceof SipEvent.FlowEnded(Hop peer)) {
      ended.add(peer);
    } else {
      events.add(event);
    }
  }

  SipEvent next() throws InterruptedException {
    SipEvent event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("an event").isNotNull();
    return event;
  }

  /** The next event, which must be of that type. */
  <T extends SipEvent> T next(Class<T> type) throws InterruptedException {
    return type.cast(next());
  }

  /** What the next event tells a leg, which must be of that type. */
  <T extends LegEvent> T nextForLeg(Class<T> type) throws InterruptedException {
    LegEvent event = next(SipEvent.ForLeg.class).event();
    assertThat(event).isInstanceOf(type);
    return type.cast(event);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }
}
