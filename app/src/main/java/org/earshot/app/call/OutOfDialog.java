package org.earshot.app.call;

import org.earshot.app.registrar.Registrar;
import org.earshot.sip.SipActions;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests that belong to no call. On the loop of the address of record they are for. */
final class OutOfDialog {
  private static final Logger LOG = LoggerFactory.getLogger(OutOfDialog.class);
  private static final String ALLOW = BridgedCall.ALLOW + ", REGISTER";

  /** The one package that we notify of, within a call (RFC 3515). */
  private static final String EVENTS = "refer";

  private final Registrar registrar;
  private final Messages messages;
  private final SipActions sip;

  OutOfDialog(Registrar registrar, Messages messages, SipActions sip) {
    this.registrar = registrar;
    this.messages = messages;
    this.sip = sip;
  }

  /** Requests with the same key keep their order. */
  String owner(SipRequest request) {
    return request.to().uri().user();
  }

  void flowEnded(Hop peer) {
    registrar.flowEnded(peer);
  }

  void on(OutOfDialogAnswer answer) {
    messages.on(answer);
  }

  void on(RequestId id, SipRequest request) {
    try {
      switch (request.method()) {
        case "REGISTER" -> registrar.on(id, request);
        case "OPTIONS" -> sip.respond(id, SipResponse.of(200, "OK").with("Allow", ALLOW)
            .with("Accept", "application/sdp"));
        case "MESSAGE" -> messages.on(id, request);
        // RFC 6665 §4.2.1.1, §4.1.3: no package can be subscribed to, so no subscription can be notified of
        case "SUBSCRIBE" -> sip.respond(id, SipResponse.of(489, "Bad Event").with("Allow-Events", EVENTS));
        case "NOTIFY" -> sip.respond(id, SipResponse.of(481, "Subscription Does Not Exist"));
        case String _ -> sip.respond(id, SipResponse.of(405, "Method Not Allowed").with("Allow", ALLOW));
      }
    } catch (RuntimeException | Error mistake) {
      LOG.error("our mistake; {} from {} is answered 500", request.method(), request.source(), mistake);
      sip.respond(id, SipResponse.of(500, "Server Internal Error"));
    }
  }
}
