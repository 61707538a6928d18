package org.earshot.app.trunk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.earshot.app.dns.SipLocator;
import org.earshot.app.events.DomainEvents;
import org.earshot.sip.SipActions;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;

/** Registers with the trunks that want it and watches those that are to be watched, from {@link #start} to the end. */
public final class TrunkKeeper implements AutoCloseable {
  /** As in the tokens of its requests: answers to them belong to {@link #on}. */
  public static final String OWNER = TrunkClient.OWNER;
  private static final Duration FAREWELL = Duration.ofMillis(1_500);

  private final TrunkLoop loop;
  private final TrunkClient client;
  private final TrunkDirectory trunks;
  private final List<TrunkRegistration> registrations;
  private final Map<TrunkSite, TrunkHealth> health = new HashMap<>();

  /** What it hears and speaks through. */
  public record Ports(SipActions sip, DomainEvents events, SipLocator locator, InstantSource clock, LongSupplier nanos) {}

  public TrunkKeeper(TrunkDirectory trunks, TrunkLoop loop, Ports ports) {
    this.loop = loop;
    this.trunks = trunks;
    this.client = new TrunkClient(ports.sip, loop);
    var parts = new TrunkParts(client, loop, ports.locator, ports.events, ports.clock, ports.nanos,
        () -> ThreadLocalRandom.current().nextDouble());
    this.registrations = trunks.sites().stream().filter(site -> site.config.register().isPresent())
        .map(site -> new TrunkRegistration(site, parts)).toList();
    trunks.sites().stream().filter(site -> !site.config.health().interval().isZero())
        .forEach(site -> health.put(site, new TrunkHealth(site, parts)));
  }

  /** Begins, once SIP is there. */
  public void start() {
    trunks.tell((site, hop) -> loop.post(() -> {
      TrunkHealth watched = health.get(site);
      if (watched != null) {
        watched.callFailed(hop);
      }
    }));
    registrations.forEach(registration -> loop.post(registration::start));
    health.values().forEach(watched -> loop.post(watched::ask));
  }

  /** Any thread. */
  public void on(OutOfDialogAnswer answer) {
    client.on(answer);
  }

  /** Removes our bindings, and waits for that a moment. */
  @Override
  public void close() {
    var gone = new CountDownLatch(registrations.size());
    registrations.forEach(registration -> loop.post(() -> registration.stop(gone::countDown)));
    try {
      gone.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
