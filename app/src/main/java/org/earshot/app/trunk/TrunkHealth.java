package org.earshot.app.trunk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.earshot.app.config.ServerConfig.Health;
import org.earshot.app.events.DomainEvent;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.SipEvent.OutOfDialogAnswer.Origin;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each address of a trunk by OPTIONS whether it is there. Calls that get nowhere count as well, so that a trunk
 * is found dead by the first ones. On the trunks' loop only.
 */
final class TrunkHealth {
  private static final Logger LOG = LoggerFactory.getLogger(TrunkHealth.class);
  private static final Duration PATIENCE_MAX = Duration.ofSeconds(4);

  private final TrunkSite site;
  private final TrunkParts parts;
  private final Health health;
  private final HealthState.Thresholds needed;
  private boolean wasUp = true;

  TrunkHealth(TrunkSite site, TrunkParts parts) {
    this.site = site;
    this.parts = parts;
    this.health = site.config.health();
    this.needed = new HealthState.Thresholds(health.up(), health.down());
  }

  /** One round, and then the next in due time, a little earlier or later each. */
  void ask() {
    List<Hop> hops = site.hops();
    var still = new HashMap<>(site.health());
    still.keySet().retainAll(hops);
    site.health(still);
    hops.forEach(this::ask);
    parts.loop().after(Duration.ofMillis((long) (health.interval().toMillis() * (0.9 + 0.2 * parts.random().getAsDouble()))),
        this::ask);
  }

  private void ask(Hop hop) {
    SipUri target = site.uris.getFirst();
    var self = NameAddr.of("", SipUri.sip("earshot", target.host(), 0));
    Duration patience = health.interval().compareTo(PATIENCE_MAX) < 0 ? health.interval() : PATIENCE_MAX;
    parts.client().send(OutgoingRequest.single("OPTIONS", target, hop, self, NameAddr.of("", target), Body.NONE)
        .with("Accept", "application/sdp"), patience, answer -> on(hop, isAlive(answer), RegisterAnswers.words(answer)));
  }

  /** Whatever a trunk thinks of OPTIONS, it is there; with 503 it says itself that it takes nothing (RFC 3261 §21.5.4). */
  private static boolean isAlive(OutOfDialogAnswer answer) {
    return answer.origin() == Origin.PEER && answer.response().status() != 503;
  }

  /** A call to that address came to nothing. */
  void callFailed(Hop hop) {
    on(hop, false, "a call could not be brought there");
  }

  private void on(Hop hop, boolean good, String why) {
    HealthState before = site.health().getOrDefault(hop, HealthState.FRESH);
    HealthState now = before.next(good, needed);
    Map<Hop, HealthState> all = new HashMap<>(site.health());
    all.put(hop, now);
    site.health(all);
    if (before.up() != now.up()) {
      LOG.info("trunk {}: {} is {}: {}", site.name(), hop, now.up() ? "up" : "down", why);
    }
    boolean up = site.hops().stream().anyMatch(site::isUp);
    if (up != wasUp) {
      wasUp = up;
      LOG.warn("trunk {} is {}", site.name(), up ? "up again" : "down: " + why);
      parts.events().on(new DomainEvent.TrunkState(parts.clock().instant(), site.name(), up ? "up" : "down", why));
    }
  }
}
