package org.earshot.sip.leg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
import org.earshot.sip.leg.SessionExpires.Refresher;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/**
 * What the two sides of a leg have agreed about refreshing their session, and what is needed to do so (RFC 4028).
 * Immutable.
 *
 * @param minimumS     the longest Min-SE that anybody has named, ours included
 * @param agreed       the interval in force, and whose turn it is
 * @param asked        INVITEs and UPDATEs of the peer that have no answer yet
 * @param invite       the first INVITE, to send it again after a 422
 * @param ours         our description in force, for a refresh by re-INVITE
 * @param offered      our description that waits for its answer
 * @param theirs       the peer's description in force
 * @param allowsUpdate whether the peer takes a refresh by UPDATE
 */
record SessionTimer(SessionRules rules, long minimumS, Optional<Agreed> agreed, Map<RequestId, SipRequest> asked,
                    Optional<LegCommand.Invite> invite, Body ours, Body offered, Body theirs, boolean allowsUpdate) {
  /** Of an UPDATE that only refreshes, see {@link LegAction.SendRequest}. */
  static final int TOKEN = -2;
  private static final long MARGIN_MS = 32_000;

  record Agreed(long intervalS, boolean weRefresh) {}

  static SessionTimer of(SessionRules rules) {
    return new SessionTimer(rules, rules.minimumS(), Optional.empty(), Map.of(), Optional.empty(), Body.NONE, Body.NONE,
        Body.NONE, false);
  }

  /** What goes into an INVITE of ours: the interval in force, else the one that we ask for. */
  Headers request(Headers headers) {
    Headers more = headers.with("Supported", SessionRules.OPTION);
    if (agreed.isEmpty() && rules.mode() != SessionRules.Mode.REQUEST) {
      return more;
    }
    // RFC 4028 §7.4: a refresh names who refreshes; in the first INVITE the other side may choose
    var expires = agreed.map(now -> new SessionExpires(Math.max(now.intervalS, minimumS),
            Optional.of(now.weRefresh ? Refresher.UAC : Refresher.UAS)))
        .orElseGet(() -> new SessionExpires(Math.max(rules.expiresS(), minimumS), Optional.empty()));
    return more.with("Session-Expires", expires.toString()).with("Min-SE", Long.toString(minimumS));
  }

  /** What is agreed by our 2xx to a request of the peer's (RFC 4028 §9). */
  Optional<Agreed> answerTo(Headers request) {
    boolean capable = request.lists("Supported", SessionRules.OPTION) || request.lists("Require", SessionRules.OPTION);
    long least = Math.max(SessionExpires.minimum(request), rules.minimumS());
    boolean asks = rules.mode() == SessionRules.Mode.REQUEST;
    Optional<SessionExpires> wanted = SessionExpires.in(request);
    if (wanted.isEmpty()) {
      // where the peer does not say anything new, what is agreed stays; else we may bring it up and then see to it
      return !capable ? Optional.empty() : agreed.or(() -> asks
          ? Optional.of(new Agreed(Math.max(rules.expiresS(), least), true)) : Optional.empty());
    }
    long interval = wanted.get().intervalS();
    // a UAS may shorten the interval, to no less than the Min-SE of the request, and never lengthen it
    long chosen = asks && interval > rules.expiresS() ? Math.min(interval, Math.max(rules.expiresS(), least)) : interval;
    boolean weRefresh = wanted.get().refresher().map(who -> who == Refresher.UAS)
        .orElseGet(() -> agreed.map(Agreed::weRefresh).orElse(!capable));
    return Optional.of(new Agreed(chosen, weRefresh));
  }

  /** What goes into that 2xx. */
  Headers answer(Headers headers) {
    Headers more = headers.with("Supported", Extensions.supported(rules));
    if (agreed.isEmpty()) {
      return more;
    }
    var refresher = Optional.of(agreed.get().weRefresh ? Refresher.UAS : Refresher.UAC);
    more = more.with("Session-Expires", new SessionExpires(agreed.get().intervalS, refresher).toString());
    // RFC 4028 §9: what the UAC has to do it must be told to understand
    return agreed.get().weRefresh ? more : more.with("Require", SessionRules.OPTION);
  }

  /** What a 2xx to a request of ours agrees (RFC 4028 §7.2): without the field the session has no end. */
  SessionTimer answeredBy(Headers answer) {
    Optional<Agreed> now = SessionExpires.in(answer).filter(said -> said.intervalS() > 0)
        .map(said -> new Agreed(said.intervalS(), said.refresher().orElse(Refresher.UAC) == Refresher.UAC));
    return new SessionTimer(rules, minimumS, now, asked, Optional.empty(), ours, offered, theirs, allowsUpdate);
  }

  /** After a 422: with the peer's minimum, if that can help. */
  Optional<SessionTimer> raised(Headers refusal) {
    long wanted = SessionExpires.minimum(refusal);
    // who asks for more each time has to double it: that comes to an end
    boolean more = wanted > minimumS && (minimumS == rules.minimumS() || wanted >= 2 * minimumS);
    return more ? Optional.of(
        new SessionTimer(rules, wanted, agreed, asked, invite, ours, offered, theirs, allowsUpdate)) : Optional.empty();
  }

  /** The timers from a refresh on, or from the end of all refreshing. */
  List<LegAction> timers() {
    if (agreed.isEmpty()) {
      return stopped();
    }
    long intervalMs = agreed.get().intervalS * 1000;
    if (agreed.get().weRefresh) {
      return List.of(new Arm(LegTimer.SESSION, intervalMs), new Arm(LegTimer.REFRESH, intervalMs / 2));
    }
    // RFC 4028 §10: who waits for the other's refresh ends it a little before the time
    return List.of(new Arm(LegTimer.SESSION, intervalMs - Math.min(MARGIN_MS, intervalMs / 3)),
        new Disarm(LegTimer.REFRESH));
  }

  static List<LegAction> stopped() {
    return List.of(new Disarm(LegTimer.SESSION), new Disarm(LegTimer.REFRESH));
  }

  /** A refresh that was not possible just now: once more, well before the end. */
  Arm again() {
    return new Arm(LegTimer.REFRESH, agreed.map(now -> Math.max(500, now.intervalS * 1000 / 20)).orElse(500L));
  }

  SessionTimer agreed(Optional<Agreed> now) {
    return new SessionTimer(rules, minimumS, now, asked, invite, ours, offered, theirs, allowsUpdate);
  }

  SessionTimer asked(RequestId id, SipRequest request) {
    var more = new HashMap<>(asked);
    more.put(id, request);
    return new SessionTimer(rules, minimumS, agreed, Map.copyOf(more), invite, ours, offered, theirs, allowsUpdate);
  }

  SessionTimer settled(RequestId id) {
    var fewer = new HashMap<>(asked);
    fewer.remove(id);
    return new SessionTimer(rules, minimumS, agreed, Map.copyOf(fewer), invite, ours, offered, theirs, allowsUpdate);
  }

  SessionTimer inviting(LegCommand.Invite first) {
    return new SessionTimer(rules, minimumS, agreed, asked, Optional.of(first), first.body(), offered, theirs,
        allowsUpdate);
  }

  /** Descriptions that are in force from now on; where one is no SDP the one before stays. */
  SessionTimer described(Body us, Body them) {
    return new SessionTimer(rules, minimumS, agreed, asked, invite, us.isSdp() ? us : ours, Body.NONE,
        them.isSdp() ? them : theirs, allowsUpdate);
  }

  SessionTimer offering(Body us) {
    return new SessionTimer(rules, minimumS, agreed, asked, invite, ours, us, theirs, allowsUpdate);
  }

  SessionTimer allowing(boolean update) {
    return new SessionTimer(rules, minimumS, agreed, asked, invite, ours, offered, theirs, update);
  }
}
