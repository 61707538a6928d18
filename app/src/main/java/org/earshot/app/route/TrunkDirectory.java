package org.earshot.app.route;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.earshot.app.config.Cidr;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;

/**
 * The configured trunks: whose a packet is, where each is now, how full it is.
 *
 * <p>Any thread. One virtual thread a named host resolves it again each minute, until {@link #close}.
 */
public final class TrunkDirectory implements Trunks, AutoCloseable {
  private static final Duration REFRESH = Duration.ofSeconds(60);

  private final Map<Cidr, String> accepted = new HashMap<>();
  private final List<Integer> prefixesLongestFirst;
  private final Map<String, TrunkAddress> addresses = new LinkedHashMap<>();
  private final Map<String, TrunkLimit> limits = new HashMap<>();
  private final LongSupplier nanoClock;
  private final NameResolver resolver;
  private final Duration refresh;
  private final CountDownLatch closed = new CountDownLatch(1);

  public TrunkDirectory(List<Trunk> trunks, LongSupplier nanoClock, NameResolver resolver) {
    this(trunks, nanoClock, resolver, REFRESH);
  }

  TrunkDirectory(List<Trunk> trunks, LongSupplier nanoClock, NameResolver resolver, Duration refresh) {
    this.nanoClock = nanoClock;
    this.resolver = resolver;
    this.refresh = refresh;
    for (Trunk trunk : trunks) {
      trunk.acceptFrom().forEach(block -> accepted.put(Cidr.parse(block), trunk.name()));
      addresses.put(trunk.name(), new TrunkAddress(trunk.name(), SipUri.parse(trunk.uri())));
      limits.put(trunk.name(), new TrunkLimit(trunk.limits(), nanoClock.getAsLong()));
    }
    prefixesLongestFirst = accepted.keySet().stream().map(Cidr::prefixBits).distinct()
        .sorted(Comparator.reverseOrder()).toList();
  }

  /** Begins to resolve names, and waits a little for first answers so that a first call finds its trunk. */
  public TrunkDirectory start(Duration wait) {
    List<TrunkAddress> named = addresses.values().stream().filter(TrunkAddress::isName).toList();
    var firstAnswers = new CountDownLatch(named.size());
    named.forEach(address -> Thread.ofVirtual().name("resolve").start(() -> keepResolved(address, firstAnswers)));
    try {
      firstAnswers.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return this;
  }

  private void keepResolved(TrunkAddress address, CountDownLatch firstAnswers) {
    try {
      do {
        address.refresh(resolver);
        firstAnswers.countDown();
      } while (!closed.await(refresh.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<String> from(Hop source) {
    InetAddress address = source.address().getAddress();
    int bits = Cidr.addressBits(address);
    for (int prefix : prefixesLongestFirst) {
      String trunk = prefix > bits ? null : accepted.get(Cidr.around(address, prefix));
      if (trunk != null) {
        return Optional.of(trunk);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Address> address(String trunk) {
    return Optional.ofNullable(addresses.get(trunk)).flatMap(TrunkAddress::current);
  }

  @Override
  public boolean acquire(String trunk) {
    TrunkLimit limit = limits.get(trunk);
    return limit != null && limit.acquire(nanoClock.getAsLong());
  }

  @Override
  public void release(String trunk) {
    limits.get(trunk).release();
  }

  /** Calls that hold a place now. */
  public int calls(String trunk) {
    return limits.get(trunk).calls();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
