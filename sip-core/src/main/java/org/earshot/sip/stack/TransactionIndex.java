package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import org.earshot.sip.auth.DigestClient;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;

/** Finds legs and unanswered requests by their ids. Any thread; every look-up is O(1). */
final class TransactionIndex {

  /** A received request that waits for its final answer. The leg is empty for a request outside any dialog. */
  record Pending(RequestId id, Optional<LegEntry> leg, ServerTransaction transaction, SIPRequest request) {}

  /** A request of ours, as the application data of its client transaction. */
  record Sent(LegEntry leg, String method, int token, Repeat repeat) {
    /** Of a request whose outcome nobody waits for. */
    static final int QUIET = -1;
  }

  /**
   * How a challenged request is sent again.
   *
   * @param rounds how often it was sent before
   */
  record Repeat(DigestClient.Request request, int rounds, Resend resend) {
    static final Repeat NEVER = new Repeat(new DigestClient.Request("", "", Body.NONE), 0, (_, _) -> {});
  }

  /** Sends it with these credentials; {@code rounds} counts this time too. */
  interface Resend {
    void send(Headers credentials, int rounds) throws SipException;
  }

  private final Map<LegId, LegEntry> legs = new ConcurrentHashMap<>();
  private final Map<String, LegEntry> dialled = new ConcurrentHashMap<>();
  private final Map<RequestId, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicInteger incoming = new AtomicInteger();

  void add(LegEntry leg) {
    legs.put(leg.id, leg);
    if (leg.incoming) {
      incoming.incrementAndGet();
    } else {
      dialled.put(leg.callId, leg);
    }
  }

  Optional<LegEntry> leg(LegId id) {
    return Optional.ofNullable(legs.get(id));
  }

  /** The outgoing leg with that Call-ID, which we made and nobody can guess. */
  Optional<LegEntry> dialled(String callId) {
    return Optional.ofNullable(dialled.get(callId));
  }

  /** The leg with a dialog of that name. */
  Optional<LegEntry> find(String callId, String localTag, String remoteTag) {
    return legs.values().stream().filter(leg -> leg.callId.equals(callId) && leg.localTag.equals(localTag)
        && leg.forks.containsKey(remoteTag)).findFirst();
  }

  void remove(LegEntry leg) {
    if (legs.remove(leg.id) == null) {
      return;
    }
    if (leg.incoming) {
      incoming.decrementAndGet();
    } else {
      dialled.remove(leg.callId);
    }
  }

  Pending add(Optional<LegEntry> leg, ServerTransaction transaction, SIPRequest request) {
    var entry = new Pending(new RequestId(requests.incrementAndGet()), leg, transaction, request);
    transaction.setApplicationData(entry);
    pending.put(entry.id, entry);
    leg.ifPresent(owner -> owner.unanswered.add(entry.id));
    return entry;
  }

  Optional<Pending> pending(RequestId id) {
    return Optional.ofNullable(pending.get(id));
  }

  /** Takes the request out, so that it is answered for good only once. */
  Optional<Pending> take(RequestId id) {
    Optional<Pending> taken = Optional.ofNullable(pending.remove(id));
    taken.flatMap(Pending::leg).ifPresent(owner -> owner.unanswered.remove(id));
    return taken;
  }

  int legCount() {
    return legs.size();
  }

  int incomingCount() {
    return incoming.get();
  }

  int pendingCount() {
    return pending.size();
  }
}
