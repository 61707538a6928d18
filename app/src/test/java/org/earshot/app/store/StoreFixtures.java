package org.earshot.app.store;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.earshot.app.registrar.Binding;
import org.earshot.app.registrar.LocationChange;
import org.earshot.app.registrar.LocationStore;
import org.earshot.app.registrar.LocationStore.Outcome;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;

/** Bindings to write and a way to wait for their commit. */
final class StoreFixtures {
  static final Instant NOW = Instant.parse("2026-11-07T09:05:06.789Z");

  private StoreFixtures() {}

  static String url(Path directory) {
    return "jdbc:sqlite:" + directory.resolve("earshot.db");
  }

  static Binding binding(String user, String contact) {
    var received = new Hop(Transport.TCP, new InetSocketAddress("::1", 44010));
    return new Binding(user, SipUri.parse(contact), received, 0.7, NOW.plus(Duration.ofHours(1)), "call of " + user, 7,
        "Phone 'x' \u00e9", List.of("<sip:edge.example;lr>", "<sip:192.0.2.1:5070;lr;x=1>"));
  }

  static LocationChange put(String user, String contact) {
    return new LocationChange(user, List.of(binding(user, contact)), List.of(), NOW);
  }

  static LocationChange remove(String user, String contact) {
    return new LocationChange(user, List.of(), List.of(SipUri.parse(contact)), NOW);
  }

  static CompletableFuture<Outcome> commit(LocationStore store, LocationChange change) {
    var outcome = new CompletableFuture<Outcome>();
    store.commit(change, outcome::complete);
    return outcome;
  }
}
