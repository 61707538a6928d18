package org.earshot.app.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.earshot.app.registrar.Binding;
import org.earshot.sip.SipActions;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.auth.DigestVerifier;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.SipUri;

/**
 * MESSAGE outside a call (RFC 3428): from a user or a trunk, to every phone of a registered user. The first 2xx is the
 * answer, else the last refusal. Any thread; nothing is kept for later.
 */
final class Messages {
  private final CallCore.Directory directory;
  private final SipActions sip;
  private final Function<Hop, String> ourHost;
  private final Map<Long, Sent> sent = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** A message that waits for its answer, and how many phones have yet to give theirs. */
  private static final class Sent {
    private final RequestId request;
    private int left;
    private boolean taken;

    Sent(RequestId request, int left) {
      this.request = request;
      this.left = left;
    }

    /** Whether this answer is the one to pass on. */
    synchronized boolean decides(boolean success) {
      left--;
      boolean first = !taken && (success || left == 0);
      taken |= success;
      return first;
    }
  }

  /** {@code ourHost}: what we are called towards that peer. */
  Messages(CallCore.Directory directory, SipActions sip, Function<Hop, String> ourHost) {
    this.directory = directory;
    this.sip = sip;
    this.ourHost = ourHost;
  }

  void on(RequestId id, SipRequest message) {
    if (directory.trunks().arrival(message).isPresent()) {
      pass(id, message, message.from().uri().user());
      return;
    }
    switch (directory.verifier().verify("MESSAGE", message.requestUri(), message.headers(), directory.users())) {
      case DigestVerifier.Result.Accepted(String user) -> pass(id, message, user);
      case DigestVerifier.Result.Challenge(var headers, _) ->
          sip.respond(id, new SipResponse(401, "Unauthorized", headers, Body.NONE));
      case DigestVerifier.Result.Refused(int status, String reason, _) ->
          sip.respond(id, SipResponse.of(status, reason));
    }
  }

  private void pass(RequestId id, SipRequest message, String sender) {
    String user = message.requestUri().user();
    List<Binding> phones = directory.locations().lookup(user);
    int hops = message.headers().first("Max-Forwards").map(String::strip).filter(text -> text.matches("\\d{1,3}"))
        .map(Integer::parseInt).orElse(70);
    Optional<SipResponse> refusal = hops == 0 ? Optional.of(SipResponse.of(483, "Too Many Hops"))
        : directory.users().find(user).isEmpty() ? Optional.of(SipResponse.of(404, "Not Found"))
        : phones.isEmpty() ? Optional.of(SipResponse.of(480, "Temporarily Unavailable")) : Optional.empty();
    if (refusal.isPresent()) {
      sip.respond(id, refusal.get());
      return;
    }
    var waiting = new Sent(id, phones.size());
    for (Binding phone : phones) {
      long number = numbers.incrementAndGet();
      sent.put(number, waiting);
      sip.send(new RequestToken(CallCore.MESSAGES, number), to(phone, message, sender, hops - 1));
    }
  }

  /** Made afresh, as an INVITE is: nothing of the sender's side but who it is and what it says. */
  private OutgoingRequest to(Binding phone, SipRequest message, String sender, int hops) {
    String host = ourHost.apply(phone.received());
    var from = NameAddr.of(message.from().display(), SipUri.sip(sender, host, 0));
    var request = OutgoingRequest.single("MESSAGE", phone.contact(), phone.received(), from,
        NameAddr.of("", SipUri.sip(phone.user(), host, 0)), message.body()).with("Max-Forwards", Integer.toString(hops));
    for (String route : phone.path()) {
      request = request.with("Route", route);
    }
    return request;
  }

  void on(OutOfDialogAnswer answer) {
    Sent waiting = sent.remove(answer.token().number());
    SipResponse response = answer.response();
    if (waiting != null && waiting.decides(response.status() / 100 == 2)) {
      sip.respond(waiting.request, forSender(response));
    }
  }

  /** A challenge is for us, and a redirection names the phone's addresses: neither is for the sender. */
  private static SipResponse forSender(SipResponse response) {
    int status = response.status();
    return status / 100 == 3 || status == 401 || status == 407 ? SipResponse.of(480, "Temporarily Unavailable")
        : SipResponse.of(status, response.reason());
  }
}
