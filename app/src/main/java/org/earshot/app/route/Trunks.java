package org.earshot.app.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipUri;

/** What is known of trunks now. Any thread; never blocks: names are resolved in the background. */
public interface Trunks {
  /** The trunk whose accept-from holds the address the packet came from. */
  Optional<String> from(Hop source);

  /** The trunk that an INVITE comes from, by its address or by the contact that we registered there. */
  default Optional<Arrival> arrival(SipRequest invite) {
    return from(invite.source()).map(trunk -> new Arrival(trunk, invite.requestUri().user()));
  }

  /** How to reach a trunk now; empty where its name is unknown, does not resolve, or nothing of it is up. */
  Optional<Address> address(String trunk);

  /** All ways to reach a trunk now, the best first, drawn anew each time; those that are down are left out. */
  default List<Address> addresses(String trunk) {
    return address(trunk).stream().toList();
  }

  /** Takes a place in the trunk's limits (calls, calls a second); false where it is full. Give it back by {@link #release}. */
  boolean acquire(String trunk);

  void release(String trunk);

  /** What answers the trunk's challenges in calls that come from it. */
  default Optional<Login> login(String trunk) {
    return Optional.empty();
  }

  /** A call could not be brought to that address of the trunk: nothing came back, or nothing got there. */
  default void unreachable(String trunk, Hop hop) {}

  /** Its addresses, and whether each is up; for those who watch. */
  default Map<Hop, Boolean> hops(String trunk) {
    return Map.of();
  }

  /** How our registration stands; empty where there is none with that trunk. */
  default Optional<RegistrationView> registration(String trunk) {
    return Optional.empty();
  }

  /** {@code dialled}: the number called, which a registered contact does not name in the Request-URI. */
  record Arrival(String trunk, String dialled) {}

  /**
   * {@code uri} has the trunk's host, port and parameters, and no user.
   *
   * @param route Route to be sent along, from Service-Route (RFC 3608)
   * @param login answers the trunk's challenges
   */
  record Address(SipUri uri, Hop hop, List<String> route, Optional<Login> login) {
    public Address(SipUri uri, Hop hop) {
      this(uri, hop, List.of(), Optional.empty());
    }
  }
}
