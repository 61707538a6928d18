package org.earshot.app.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.earshot.app.dns.Located;
import org.earshot.app.dns.SipLocator;
import org.earshot.sip.message.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the addresses behind the trunks' names: asks again when the records' time is over, and stays with the last good
 * answer while there is none.
 */
public final class TrunkNames {
  private static final Logger LOG = LoggerFactory.getLogger(TrunkNames.class);
  private static final long AGAIN_AFTER_FAILURE_S = 10;
  private static final long SECOND_MS = 1_000;
  private static final long LIFE_MIN_S = 1;
  private static final long LIFE_MAX_S = 3600;

  private final TrunkDirectory trunks;
  private final SipLocator locator;
  private final TrunkLoop loop;
  private final long secondMs;
  private final Map<SipUri, Located> known = new HashMap<>();
  private volatile int failures; // written on the loop only

  public TrunkNames(TrunkDirectory trunks, SipLocator locator, TrunkLoop loop) {
    this(trunks, locator, loop, SECOND_MS);
  }

  /** {@code secondMs}: how long a second of a record lasts, for tests. */
  TrunkNames(TrunkDirectory trunks, SipLocator locator, TrunkLoop loop, long secondMs) {
    this.secondMs = secondMs;
    this.trunks = trunks;
    this.locator = locator;
    this.loop = loop;
  }

  /** Begins, and waits a little for first answers so that a first call finds its trunk. */
  public void start(Duration wait) {
    var firstAnswers = new CountDownLatch(trunks.sites().size());
    for (TrunkSite site : trunks.sites()) {
      loop.post(() -> refresh(site, firstAnswers::countDown));
    }
    try {
      firstAnswers.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void refresh(TrunkSite site, Runnable done) {
    var uris = new ArrayList<>(site.uris);
    site.registrar.filter(uri -> !uris.contains(uri)).ifPresent(uris::add);
    var searches = new ArrayList<CompletableFuture<Optional<Located>>>();
    for (SipUri uri : uris) {
      searches.add(locator.locate(uri).toCompletableFuture().thenApply(Optional::of).exceptionally(_ -> Optional.empty()));
    }
    CompletableFuture.allOf(searches.toArray(CompletableFuture[]::new)).thenRun(() -> loop.post(() -> {
      for (int i = 0; i < uris.size(); i++) {
        learn(site, uris.get(i), searches.get(i).join());
      }
      show(site);
      done.run();
      next(searches.stream().map(CompletableFuture::join).toList())
          .ifPresent(delay -> loop.after(delay, () -> refresh(site, () -> {})));
    }));
  }

  private void learn(TrunkSite site, SipUri uri, Optional<Located> found) {
    Located before = known.get(uri);
    found.ifPresentOrElse(located -> {
      if (before != null && before.complete() && !located.complete()) {
        return; // a name server has failed: what was found with all of them is worth more
      }
      known.put(uri, located);
      if (before == null || !before.servers().equals(located.servers())) {
        LOG.info("trunk {}: {} is at {}", site.name(), uri, located.servers().stream().flatMap(s -> s.hops().stream()).toList());
      }
    }, () -> LOG.warn("trunk {}: {} does not resolve; {}", site.name(), uri,
        before == null ? "it cannot be called" : "staying with what is known"));
  }

  private void show(TrunkSite site) {
    List<Located> places = site.uris.stream().map(known::get).filter(located -> located != null).toList();
    site.located(Located.inOrder(places));
    site.registrar.map(known::get).ifPresent(site::registrarLocated);
  }

  /** How often a trunk's names could not be found. */
  int failures() {
    return failures;
  }

  /** Empty where nothing will ever change. */
  private Optional<Duration> next(List<Optional<Located>> found) {
    if (found.stream().anyMatch(Optional::isEmpty)) {
      failures++;
      return Optional.of(Duration.ofMillis(AGAIN_AFTER_FAILURE_S * secondMs));
    }
    long lifeS = found.stream().mapToLong(each -> each.orElseThrow().lifeS()).min().orElse(Long.MAX_VALUE);
    return lifeS == Long.MAX_VALUE ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.clamp(lifeS, LIFE_MIN_S, LIFE_MAX_S) * secondMs));
  }
}
