package org.earshot.sip.stack;

import gov.nist.javax.sip.stack.HopImpl;
import org.earshot.sip.message.Hop;

/** Our hops as the stack's. */
final class Hops {
  private Hops() {}

  static HopImpl jain(Hop hop) {
    return new HopImpl(hop.address().getAddress().getHostAddress(), hop.address().getPort(), hop.transport().word());
  }
}
