package org.earshot.app.call;

import org.earshot.app.registrar.Registrar;
import org.earshot.sip.SipActions;
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

  private final Registrar registrar;
  private final SipActions sip;

  OutOfDialog(Registrar registrar, SipActions sip) {
    this.registrar = registrar;
    this.sip = sip;
  }

  /** Requests with the same key keep their order. */
  String owner(SipRequest request) {
    return request.to().uri().user();
  }

  void flowEnded(Hop peer) {
    registrar.flowEnded(peer);
  }

  void on(RequestId id, SipRequest request) {
    try {
      switch (request.method()) {
        case "REGISTER" -> registrar.on(id, request);
        case "OPTIONS" -> sip.respond(id, SipResponse.of(200, "OK").with("Allow", ALLOW)
            .with("Accept", "application/sdp"));
        case String _ -> sip.respond(id, SipResponse.of(405, "Method Not Allowed").with("Allow", ALLOW));
      }
    } catch (RuntimeException | Error mistake) {
      LOG.error("our mistake; {} from {} is answered 500", request.method(), request.source(), mistake);
      sip.respond(id, SipResponse.of(500, "Server Internal Error"));
    }
  }
}
