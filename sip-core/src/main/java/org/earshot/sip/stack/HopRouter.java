package org.earshot.sip.stack;

import gov.nist.javax.sip.message.MessageExt;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/**
 * Sends each request where its sender has decided: the hop is the message's application data. No name is looked up,
 * and a request without a hop goes nowhere. Made by the stack, hence public.
 */
public final class HopRouter implements Router {

  public HopRouter(SipStack stack, String outboundProxy) {}

  @Override
  public Hop getNextHop(Request request) throws SipException {
    if (((MessageExt) request).getApplicationData() instanceof Hop hop) {
      return hop;
    }
    throw new SipException("no hop for " + request.getMethod());
  }

  @Override
  public Hop getOutboundProxy() {
    return null;
  }

  @Deprecated
  @Override
  public ListIterator<?> getNextHops(Request request) {
    return null;
  }
}
