package org.earshot.app.trunk;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.earshot.app.config.Cidr;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.route.RegistrationView;
import org.earshot.app.route.Trunks;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipRequest;

/** What calls want to know of trunks, answered on their own thread from the picture that each {@link TrunkSite} holds. */
public final class TrunkDirectory implements Trunks {
  private final Map<Cidr, String> accepted = new HashMap<>();
  private final List<Integer> prefixesLongestFirst;
  private final Map<String, TrunkSite> sites = new LinkedHashMap<>();
  private final Map<String, TrunkSite> byContact = new HashMap<>();
  private final LongSupplier nanoClock;
  private volatile Failures failures = (_, _) -> {};

  /** Hears that a call could not be brought to an address. */
  interface Failures {
    void on(TrunkSite site, Hop hop);
  }

  public TrunkDirectory(List<Trunk> trunks, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    for (Trunk trunk : trunks) {
      var site = new TrunkSite(trunk, nanoClock.getAsLong());
      trunk.acceptFrom().forEach(block -> accepted.put(Cidr.parse(block), trunk.name()));
      sites.put(trunk.name(), site);
      if (!site.contactUser.isEmpty()) {
        byContact.put(site.contactUser, site);
      }
    }
    prefixesLongestFirst = accepted.keySet().stream().map(Cidr::prefixBits).distinct()
        .sorted(Comparator.reverseOrder()).toList();
  }

  Collection<TrunkSite> sites() {
    return sites.values();
  }

  void tell(Failures listener) {
    failures = listener;
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
  public Optional<Arrival> arrival(SipRequest invite) {
    TrunkSite registered = byContact.get(invite.requestUri().user());
    return registered == null ? Trunks.super.arrival(invite)
        : Optional.of(new Arrival(registered.name(), dialled(registered, invite)));
  }

  /** The registrar has put our contact in the place of the number: that is in P-Called-Party-ID (RFC 7315) or in To. */
  private static String dialled(TrunkSite site, SipRequest invite) {
    String account = site.config.register().orElseThrow().user();
    Optional<String> called = invite.headers().first("P-Called-Party-ID").map(TrunkDirectory::user);
    String user = called.filter(text -> !text.isEmpty()).orElseGet(() -> invite.to().uri().user());
    return user.isEmpty() || user.equals(site.contactUser) ? account : user;
  }

  private static String user(String address) {
    try {
      return NameAddr.parse(address).uri().user();
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  @Override
  public Optional<Address> address(String trunk) {
    return addresses(trunk).stream().findFirst();
  }

  @Override
  public List<Address> addresses(String trunk) {
    TrunkSite site = sites.get(trunk);
    return site == null ? List.of() : site.addresses();
  }

  @Override
  public boolean acquire(String trunk) {
    TrunkSite site = sites.get(trunk);
    return site != null && site.limit.acquire(nanoClock.getAsLong());
  }

  @Override
  public void release(String trunk) {
    sites.get(trunk).limit.release();
  }

  @Override
  public Optional<Login> login(String trunk) {
    return sites.get(trunk).login;
  }

  @Override
  public void unreachable(String trunk, Hop hop) {
    failures.on(sites.get(trunk), hop);
  }

  /** Calls that hold a place now. */
  public int calls(String trunk) {
    return sites.get(trunk).limit.calls();
  }

  @Override
  public Optional<RegistrationView> registration(String trunk) {
    return Optional.ofNullable(sites.get(trunk)).flatMap(TrunkSite::registration);
  }

  @Override
  public Map<Hop, Boolean> hops(String trunk) {
    TrunkSite site = sites.get(trunk);
    var hops = new LinkedHashMap<Hop, Boolean>();
    site.hops().stream().sorted(Comparator.comparing(Hop::toString)).forEach(hop -> hops.put(hop, site.isUp(hop)));
    return hops;
  }
}
