package org.earshot.app.guard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.earshot.app.config.Cidr;
import org.earshot.app.config.ServerConfig.Security;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvents;
import org.earshot.sip.SipGate;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SourceBlock;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTrace;
import org.earshot.sip.trace.SipTrace.Direction;
import org.earshot.sip.trace.SipTracer;

/**
 * Keeps out whom the configuration denies and whoever fails too often. Any thread; what is asked for each packet takes
 * no lock.
 *
 * <p>A datagram's source can be forged. Somebody who wants a phone or a trunk kept out could send rubbish in its name;
 * therefore trunks and allowed addresses are never banned, and an address that has shown a password within the hour is
 * not banned for datagrams.
 */
public final class Guard implements SipGate, SipTracer {
  private static final int SUSPECTS_MAX = 50_000;
  private static final int BANS_MAX = 100_000;

  private final Security rules;
  private final List<Cidr> allowed;
  private final List<Cidr> denied;
  private final Predicate<Hop> trunks;
  private final BooleanSupplier overload;
  private final DomainEvents events;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Suspects suspects = new Suspects(SUSPECTS_MAX);
  private final CallRate rate;
  private final Map<InetAddress, Kept> bans = new ConcurrentHashMap<>();

  /** A ban, and when it ends by the clock that does not jump. */
  private record Kept(Ban ban, long until) {}

  /**
   * {@code trunks}: whose address that is. {@code overload}: whether calls are behind. {@code nanos}: for durations.
   * {@code clock}: for what is told.
   */
  public Guard(Security rules, Predicate<Hop> trunks, BooleanSupplier overload, DomainEvents events, LongSupplier nanos,
               InstantSource clock) {
    this.rules = rules;
    this.overload = overload;
    this.allowed = rules.allow().stream().map(Cidr::parse).toList();
    this.denied = rules.deny().stream().map(Cidr::parse).toList();
    this.trunks = trunks;
    this.events = events;
    this.nanos = nanos;
    this.clock = clock;
    this.rate = new CallRate(rules.newCallsPerSecond(), SUSPECTS_MAX);
  }

  @Override
  public boolean admits(InetAddress source) {
    if (bans.isEmpty() && denied.isEmpty()) {
      return true;
    }
    Kept kept = bans.get(SourceBlock.of(source));
    if (kept != null && kept.until - nanos.getAsLong() > 0) {
      return false;
    }
    return denied.stream().noneMatch(block -> block.contains(source)) || isAllowed(source);
  }

  @Override
  public boolean overloaded() {
    return overload.getAsBoolean();
  }

  @Override
  public boolean admitsCall(InetAddress source) {
    InetAddress block = SourceBlock.of(source);
    long now = nanos.getAsLong();
    return rules.newCallsPerSecond() == 0 || rate.admits(block, now) || suspects.isTrusted(block, now)
        || isExempt(new Hop(Transport.UDP, new InetSocketAddress(source, 0)));
  }

  @Override
  public void on(SipTrace trace) {
    switch (trace) {
      case SipTrace.Response(Direction direction, String method, int status, Hop peer) when direction == Direction.OUT ->
          answered(method, status, peer);
      case SipTrace.Malformed(_, Hop peer) -> offence(Offence.MALFORMED, peer);
      case SipTrace.Response _, SipTrace.Request _, SipTrace.Refused _ -> { }
    }
  }

  /** What a source is told says what it asked for. */
  private void answered(String method, int status, Hop peer) {
    boolean asksWho = method.equals("REGISTER") || method.equals("INVITE");
    switch (status) {
      case 401, 407 -> offence(Offence.CHALLENGED, peer);
      case 403 -> offence(Offence.REFUSED, peer);
      case 404 -> offence(Offence.UNKNOWN_TARGET, peer);
      default -> {
        if (asksWho && status > 100 && status < 300) {
          long now = nanos.getAsLong();
          suspects.change(SourceBlock.of(peer.address().getAddress()), now, suspect -> suspect.trusted(now));
        }
      }
    }
  }

  private void offence(Offence offence, Hop peer) {
    InetAddress source = SourceBlock.of(peer.address().getAddress());
    long now = nanos.getAsLong();
    if (rules.bans().after() == 0 || isExempt(peer)) {
      return;
    }
    boolean known = suspects.isTrusted(source, now);
    if (known && (peer.transport() == Transport.UDP || offence != Offence.REFUSED)) {
      return;
    }
    Suspect suspect = suspects.change(source, now, before -> before.after(offence, now, rules.bans()));
    if (suspect.isTooMuch(rules.bans()) && bans.size() < BANS_MAX) {
      ban(source, offence, suspect, now);
    }
  }

  private void ban(InetAddress source, Offence offence, Suspect suspect, long now) {
    long length = suspect.banNanos(now, rules.bans());
    Suspect after = suspects.change(source, now, _ -> suspect.banned(now, now + length, rules.bans()));
    Instant since = clock.instant();
    var ban = new Ban(source, offence.word(), after.bans(), since, since.plusNanos(length));
    if (bans.put(source, new Kept(ban, now + length)) == null) {
      events.on(new DomainEvent.SourceBanned(since, source.getHostAddress(), ban.reason(),
          Duration.ofNanos(length).toMillis()));
    }
  }

  private boolean isExempt(Hop peer) {
    return isAllowed(peer.address().getAddress()) || trunks.test(peer);
  }

  private boolean isAllowed(InetAddress source) {
    return allowed.stream().anyMatch(block -> block.contains(source));
  }

  /** Those kept out now, the latest first. */
  public List<Ban> bans() {
    long now = nanos.getAsLong();
    return bans.values().stream().filter(kept -> kept.until - now > 0).map(Kept::ban)
        .sorted(Comparator.comparing(Ban::since).reversed()).toList();
  }

  /** Lets a source in again and forgets what was held against it; false where it was not kept out. */
  public boolean lift(InetAddress source) {
    InetAddress block = SourceBlock.of(source);
    suspects.forget(block);
    return Optional.ofNullable(bans.remove(block)).map(kept -> tell(kept.ban, "lifted")).isPresent();
  }

  /** Forgets bans whose time is over; call it every few seconds. */
  public void sweep() {
    long now = nanos.getAsLong();
    bans.forEach((source, kept) -> {
      if (kept.until - now <= 0 && bans.remove(source, kept)) {
        tell(kept.ban, "over");
      }
    });
  }

  private Ban tell(Ban ban, String why) {
    events.on(new DomainEvent.SourceUnbanned(clock.instant(), ban.source().getHostAddress(), why));
    return ban;
  }
}
