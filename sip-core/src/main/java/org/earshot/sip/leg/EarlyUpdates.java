package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.ok;
import static org.earshot.sip.leg.Replies.refuse;
import static org.earshot.sip.leg.Replies.tooEarly;

import java.util.HashMap;
import java.util.Map;
import org.earshot.sip.leg.LegAction.SendUpdate;
import org.earshot.sip.leg.LegAction.Tell;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.leg.LegState.Early;
import org.earshot.sip.leg.LegState.EarlyDialog;
import org.earshot.sip.leg.LegState.EarlyOffer;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/** Offers by UPDATE, theirs and ours, while a callee has not answered yet (RFC 3311 §5). Pure. */
final class EarlyUpdates {

  private EarlyUpdates() {}

  static Step received(LegState state, Early early, RequestId id, SipRequest request, LegPolicy policy) {
    Body body = request.body();
    if (body.isEmpty()) {
      return Step.to(state, ok(id));
    }
    if (!body.isSdp()) {
      return Step.to(state, Updates.unsupported(id));
    }
    String tag = request.from().param("tag").orElse("");
    boolean answered = !early.forks().getOrDefault(tag, EarlyDialog.SILENT).session().isEmpty();
    return switch (early.exchange()) {
      // RFC 3311 §5.2: 491 while an offer of ours waits for its answer, that of the INVITE included
      case EarlyOffer.Ours _ -> Step.to(state, refuse(id, 491));
      case EarlyOffer.None _ when !answered -> Step.to(state, refuse(id, 491));
      case EarlyOffer.Theirs _ -> Step.to(state, tooEarly(id, policy));
      case EarlyOffer.None _ -> Step.to(with(early, new EarlyOffer.Theirs(id, tag, body)),
          new Tell(new LegReport.Offered(request.headers(), body)));
    };
  }

  /** With several forks there is no one session that could be changed. */
  static Step offer(LegState state, Early early, LegCommand.Offer offer) {
    if (early.forks().size() != 1 || offer.body().isEmpty() || !early.exchange().equals(new EarlyOffer.None())) {
      return Step.to(state, Updates.failed(491));
    }
    Map.Entry<String, EarlyDialog> fork = early.forks().entrySet().iterator().next();
    if (!fork.getValue().allowsUpdate()) {
      return Step.to(state, Updates.failed(488));
    }
    return fork.getValue().session().isEmpty() ? Step.to(state, Updates.failed(491))
        : Step.to(with(early, new EarlyOffer.Ours(offer, fork.getKey())),
            new SendUpdate(fork.getKey(), offer.headers(), offer.body()));
  }

  static Step answered(Early early, EarlyOffer.Ours ours, ResponseReceived response) {
    if (response.status() < 200) {
      return Step.ignored(early);
    }
    return Step.to(response.status() < 300 ? agreed(early, ours.fork(), response.body())
        : with(early, new EarlyOffer.None()), Updates.told(response));
  }

  /** The offer has been answered: that fork's description is this now. */
  static Early agreed(Early early, String tag, Body session) {
    var forks = new HashMap<>(early.forks());
    forks.computeIfPresent(tag, (_, fork) -> new EarlyDialog(fork.rseq(), session, fork.allowsUpdate()));
    return new Early(early.offered(), Map.copyOf(forks), new EarlyOffer.None());
  }

  static Early with(Early early, EarlyOffer exchange) {
    return new Early(early.offered(), early.forks(), exchange);
  }
}
