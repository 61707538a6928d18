package org.earshot.app;

import org.earshot.sip.SipActions;
import org.earshot.sip.SipEndpoint;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipResponse;

/**
 * Joins the SIP endpoint, which hears the wire from the moment it binds, and the core, which has to be there before.
 * What arrives in the instant before {@link #connect} is refused.
 */
final class SipLine implements SipActions, SipEvents {
  private volatile SipEndpoint endpoint;
  private volatile SipEvents core;

  void connect(SipEndpoint endpoint, SipEvents core) {
    this.endpoint = endpoint;
    this.core = core;
  }

  @Override
  public void on(SipEvent event) {
    SipEvents listener = core;
    if (listener == null) {
      throw new IllegalStateException("the server is starting"); // the stack answers 500 and forgets the leg
    }
    listener.on(event);
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    endpoint.perform(leg, action);
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    endpoint.respond(id, response);
  }
}
