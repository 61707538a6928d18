package org.earshot.app.registrar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;

/**
 * A contact for an address of record (RFC 3261 §10.3).
 *
 * @param user     the address of record's user
 * @param contact  the URI as registered: the Request-URI of calls to it
 * @param received where calls are sent, see {@link Reachability}: where the REGISTER came from, NAT or not, unless a
 *                 phone without NAT names another address
 * @param q        0 to 1
 * @param expires  in whole milliseconds, as the store keeps it
 * @param callId   of the REGISTER, with {@code cseq}: orders requests
 * @param path     Route of requests to it, from Path (RFC 3327): each an address
 */
public record Binding(String user, SipUri contact, Hop received, double q, Instant expires, String callId, long cseq,
                      String userAgent, List<String> path) {

  /** One that nobody stands in front of. */
  public Binding(String user, SipUri contact, Hop received, double q, Instant expires, String callId, long cseq,
                 String userAgent) {
    this(user, contact, received, q, expires, callId, cseq, userAgent, List.of());
  }

  /** The address that the contact itself names: worth a try where {@code received} was a connection that has gone. */
  public Optional<Hop> direct() {
    return Reachability.direct(contact);
  }

  /** Whether that connection is the only way to this contact. */
  boolean dependsOn(Hop flow) {
    return received.equals(flow) && direct().isEmpty();
  }
}
