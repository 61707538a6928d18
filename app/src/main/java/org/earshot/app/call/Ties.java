package org.earshot.app.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.transfer.Replaces;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;

/** A call's legs that stand for the parties of other calls: asked for, granted, spoken through. Owner loop only. */
final class Ties {
  private static final LegReport GONE = new LegReport.Ended(LegReport.How.DIALOG_LOST, Headers.NONE);

  private final Call call;
  private final CallServices services;
  private final CallMedia media;
  private final Map<Integer, Tie> ties = new HashMap<>();

  Ties(Call call, CallServices services, CallMedia media) {
    this.call = call;
    this.services = services;
    this.media = media;
  }

  /** What is asked of a leg that may be a tie; nothing where it is none, or no more. */
  void on(int leg, LegCommand command) {
    Tie tie = command instanceof LegCommand.HangUp ? ties.remove(leg) : ties.get(leg);
    if (tie == null) {
      return;
    }
    Tie.report(command).ifPresent(report -> services.calls().tell(call.id(), tie.call(),
        other -> other.fromTie(tie.leg(), report), self -> self.fromTie(leg, GONE)));
  }

  /** Asks for the place of a dialog. {@code answered}: the partner talks already. */
  void ask(int leg, int partner, Replaces replaces, boolean answered, String name) {
    var unknown = new CallEvent.TieRefused(leg, 481, "Call/Transaction Does Not Exist");
    Optional<LegId> found = services.sip().find(replaces.callId(), replaces.toTag(), replaces.fromTag())
        .filter(other -> !other.call().equals(call.id()));
    if (found.isEmpty()) {
      call.accept(unknown);
      return;
    }
    media.tie(leg, partner, !answered);
    ties.put(leg, new Tie(found.get().call(), Tie.UNKNOWN));
    var request = new TieRequest(call.id(), leg, found.get().number(), replaces.earlyOnly(), name,
        media.theirs(partner), media.session(partner));
    services.calls().tell(call.id(), found.get().call(), other -> other.accept(new CallEvent.TieAsked(request)),
        self -> self.accept(unknown));
  }

  void accept(CallAction.AcceptTie accept) {
    TieRequest request = accept.request();
    media.tie(accept.leg(), accept.partner(), accept.early());
    media.elsewhere(accept.leg(), request.session());
    ties.put(accept.leg(), new Tie(request.call(), request.leg()));
    request.sdp().ifPresent(sdp -> media.known(accept.leg(), sdp));
    services.media().bridge(media.session(accept.partner()), request.session());
    var tied = new CallEvent.Tied(request.leg(), accept.leg(), media.active(accept.partner()), accept.early(),
        media.session(accept.partner()));
    services.calls().tell(call.id(), request.call(), other -> other.tied(tied),
        self -> self.fromTie(accept.leg(), GONE));
  }

  void refuse(CallAction.RefuseTie refuse) {
    var refused = new CallEvent.TieRefused(refuse.request().leg(), refuse.status(), refuse.reason());
    services.calls().tell(call.id(), refuse.request().call(), other -> other.accept(refused), _ -> { });
  }

  /** The other call has accepted: the leg there is known now. */
  void tied(CallEvent.Tied tied) {
    ties.computeIfPresent(tied.leg(), (_, tie) -> new Tie(tie.call(), tied.theirLeg()));
    media.known(tied.leg(), tied.sdp());
    media.elsewhere(tied.leg(), tied.session());
  }

  /** The other side of a tie has ended it. */
  void over(int leg) {
    ties.remove(leg);
  }

  /** The call is given up: the others learn of it. */
  void abandon() {
    List.copyOf(ties.keySet()).forEach(leg -> on(leg, new LegCommand.HangUp(Cause.INTERNAL.sipStatus(),
        Cause.INTERNAL.reason(), Headers.NONE)));
  }
}
