package org.earshot.app;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.earshot.sip.SipActions;
import org.earshot.sip.SipEndpoint;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.SipEvents;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;

/**
 * Joins the SIP endpoint, which hears the wire from the moment it binds, and the core, which has to be there before.
 * What arrives in the instant before {@link #connect} is refused.
 */
final class SipLine implements SipActions, SipEvents {
  private volatile SipEndpoint endpoint;
  private volatile SipEvents core;
  private final Map<String, Consumer<OutOfDialogAnswer>> askers = new ConcurrentHashMap<>();

  void connect(SipEndpoint endpoint, SipEvents core) {
    this.endpoint = endpoint;
    this.core = core;
  }

  /** Answers to requests with that owner in their token go there, on a thread of the stack: look, post, return. */
  void answersOf(String owner, Consumer<OutOfDialogAnswer> asker) {
    askers.put(owner, asker);
  }

  @Override
  public void on(SipEvent event) {
    if (event instanceof OutOfDialogAnswer answer) {
      askers.get(answer.token().owner()).accept(answer);
      return;
    }
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
  public Optional<LegId> find(String callId, String localTag, String remoteTag) {
    return endpoint.find(callId, localTag, remoteTag);
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    endpoint.respond(id, response);
  }

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    endpoint.send(token, request);
  }

  @Override
  public void login(LegId leg, Login login) {
    endpoint.login(leg, login);
  }
}
