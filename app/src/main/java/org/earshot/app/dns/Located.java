package org.earshot.app.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.earshot.sip.message.Hop;

/**
 * Where a URI leads: servers with their order, to be drawn anew for each call.
 *
 * @param servers  never empty where the URI could be located
 * @param lifeS    seconds until this should be asked again; {@link Long#MAX_VALUE} for a literal address
 * @param complete every question was answered; else there may be more, or better ones
 */
public record Located(List<Server> servers, long lifeS, boolean complete) {
  private static final long LIFE_OF_HALF_S = 10;

  public Located(List<Server> servers, long lifeS) {
    this(servers, lifeS, true);
  }

  /** A question that nobody has answered. */
  static Located unknown() {
    return new Located(List.of(), LIFE_OF_HALF_S, false);
  }

  /** Both together. */
  Located and(Located more) {
    var all = new ArrayList<>(servers);
    all.addAll(more.servers);
    return new Located(List.copyOf(all), Math.min(lifeS, more.lifeS), complete && more.complete);
  }

  /**
   * One server.
   *
   * @param rank     lower ones are used up first: the order of NAPTR records, or of a trunk's URIs
   * @param priority of SRV: lower ones first
   * @param weight   of SRV: share of the calls among equals
   * @param hops     its addresses
   */
  public record Server(int rank, int priority, int weight, List<Hop> hops) {
    Server ranked(int other) {
      return new Server(other, priority, weight, hops);
    }

    Server of(String domain) {
      return new Server(rank, priority, weight, hops.stream().map(hop -> named(hop, domain)).toList());
    }

    private static Hop named(Hop hop, String domain) {
      try {
        var address = InetAddress.getByAddress(domain, hop.address().getAddress().getAddress());
        return new Hop(hop.transport(), new InetSocketAddress(address, hop.address().getPort()));
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException("an address is an address", impossible);
      }
    }
  }

  /** The same addresses with that domain written into each, for the certificate that is shown there (RFC 5922 §4). */
  Located of(String domain) {
    return new Located(servers.stream().map(server -> server.of(domain)).toList(), lifeS, complete);
  }

  /** Several of these in order, the first one's servers before the second one's. */
  public static Located inOrder(List<Located> all) {
    var servers = new ArrayList<Server>();
    int base = 0;
    for (Located each : all) {
      int from = base;
      each.servers.forEach(server -> servers.add(server.ranked(from + server.rank)));
      base += 1 + each.servers.stream().mapToInt(Server::rank).max().orElse(0);
    }
    return new Located(List.copyOf(servers), all.stream().mapToLong(Located::lifeS).min().orElse(Long.MAX_VALUE),
        all.stream().allMatch(Located::complete));
  }

  /** All addresses in an order drawn by the weights, each once. */
  public List<Hop> draw(RandomGenerator random) {
    var hops = new LinkedHashSet<Hop>();
    var order = Comparator.comparingInt(Server::rank).thenComparingInt(Server::priority);
    List<Server> sorted = servers.stream().sorted(order).toList();
    int from = 0;
    while (from < sorted.size()) {
      int to = from + 1;
      while (to < sorted.size() && order.compare(sorted.get(from), sorted.get(to)) == 0) {
        to++;
      }
      drawEquals(sorted.subList(from, to), random).flatMap(server -> server.hops.stream()).forEach(hops::add);
      from = to;
    }
    return List.copyOf(hops);
  }

  /** RFC 2782, "Usage rules": a random number below the sum of weights picks one, then again among the rest. */
  private static Stream<Server> drawEquals(List<Server> equals, RandomGenerator random) {
    var left = new ArrayList<>(equals);
    // those of weight 0 first, so that they have a small chance too
    left.sort(Comparator.comparingInt(server -> server.weight == 0 ? 0 : 1));
    var drawn = new ArrayList<Server>();
    while (!left.isEmpty()) {
      int sum = left.stream().mapToInt(Server::weight).sum();
      int mark = random.nextInt(sum + 1);
      int running = 0;
      int picked = 0;
      for (int i = 0; i < left.size(); i++) {
        running += left.get(i).weight;
        if (running >= mark) {
          picked = i;
          break;
        }
      }
      drawn.add(left.remove(picked));
    }
    return drawn.stream();
  }
}
