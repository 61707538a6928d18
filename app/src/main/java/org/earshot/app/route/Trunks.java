package org.earshot.app.route;

import java.util.Optional;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;

/** What is known of trunks now. Any thread; never blocks: names are resolved in the background. */
public interface Trunks {
  /** The trunk whose accept-from holds the address the packet came from. */
  Optional<String> from(Hop source);

  /** How to reach a trunk now; empty where its name is unknown or does not resolve. */
  Optional<Address> address(String trunk);

  /** Takes a place in the trunk's limits (calls, calls a second); false where it is full. Give it back by {@link #release}. */
  boolean acquire(String trunk);

  void release(String trunk);

  /** {@code uri} has the trunk's host, port and parameters, and no user. */
  record Address(SipUri uri, Hop hop) {}
}
