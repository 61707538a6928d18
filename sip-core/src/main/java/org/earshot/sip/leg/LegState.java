package org.earshot.sip.leg;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.sdp.OfferAnswer;

/** Where a leg stands. The README of this module draws how the states follow each other. */
public sealed interface LegState {

  /** Nothing sent or received yet. */
  record Idle(Role role) implements LegState {}

  /** The role in the first INVITE. */
  enum Role { UAC, UAS }

  /**
   * The peer's INVITE waits for its final answer.
   *
   * @param caller      what the INVITE said of the peer
   * @param provisional provisional answers that the peer acknowledges
   * @param exchange    an offer beside the INVITE's
   * @param held        the 2xx, while something of the early dialog has to be finished before it
   */
  record Incoming(RequestId invite, Caller caller, ReliableProvisional provisional, EarlyOffer exchange,
                  Optional<LegCommand.Answer> held) implements LegState {}

  /**
   * @param tag          of the peer
   * @param offered      whether its INVITE carries an offer; else our 2xx has to
   * @param allowsUpdate whether its Allow lists UPDATE
   */
  record Caller(String tag, boolean offered, boolean allowsUpdate) {}

  /** Our INVITE is out and nothing has come back. */
  record Calling(boolean offered) implements LegState {}

  /**
   * A provisional answer has come.
   *
   * @param forks by the peer's tag, those that said something above 100
   */
  record Early(boolean offered, Map<String, EarlyDialog> forks, EarlyOffer exchange) implements LegState {}

  /**
   * What a fork has said before its final answer.
   *
   * @param rseq         of its last reliable answer, 0 before the first (RFC 3262 §4)
   * @param session      its description: the answer that came reliably, then what was agreed by UPDATE
   * @param allowsUpdate whether its Allow lists UPDATE
   */
  record EarlyDialog(long rseq, Body session, boolean allowsUpdate) {
    static final EarlyDialog SILENT = new EarlyDialog(0, Body.NONE, false);
  }

  /** An offer in an early dialog, after that of the INVITE has been answered (RFC 3262 §5, RFC 3311 §5). */
  sealed interface EarlyOffer {

    /** None waits for its answer. */
    record None() implements EarlyOffer {}

    /** The peer's UPDATE or PRACK waits for the call's answer. */
    record Theirs(RequestId request, String fork, Body offer) implements EarlyOffer {}

    /** Our UPDATE is out. */
    record Ours(LegCommand.Offer offer, String fork) implements EarlyOffer {}
  }

  /** Hung up before any answer came: CANCEL has to wait for one (RFC 3261 §9.1). */
  record Abandoned(Headers why) implements LegState {}

  /** CANCEL is out, the INVITE's final answer is awaited. */
  record Cancelling(Headers why) implements LegState {}

  /** States of a dialog that a 2xx has confirmed. */
  sealed interface InDialog extends LegState {
    Dialog dialog();

    /** Who has an offer outstanding. */
    OfferAnswer offerAnswer();
  }

  /**
   * The dialog as far as a leg needs to know it.
   *
   * @param remoteTag  of the fork that won
   * @param callIdOurs decides who waits longer after a glare
   */
  record Dialog(String remoteTag, boolean callIdOurs) {}

  /** No INVITE is under way. */
  record Confirmed(Dialog dialog) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return new OfferAnswer.Stable();
    }
  }

  /**
   * Our 2xx is out, to the first INVITE or a re-INVITE.
   *
   * @param ours whether that 2xx carries the offer, so that the ACK must bring the answer
   * @param held re-INVITEs to send afterwards
   */
  record AckAwaited(Dialog dialog, boolean ours, List<LegCommand.Offer> held) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return ours ? new OfferAnswer.LocalOffer() : new OfferAnswer.Stable();
    }
  }

  /** A 2xx with the peer's offer has come; the call owes the answer for the ACK. */
  record AckDue(Dialog dialog, List<LegCommand.Offer> held) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return new OfferAnswer.RemoteOffer();
    }
  }

  /** Our re-INVITE is out. */
  record Offering(Dialog dialog, LegCommand.Offer offer, List<LegCommand.Offer> held) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return new OfferAnswer.LocalOffer();
    }
  }

  /** Our UPDATE with an offer is out; of the early dialog, that the 2xx has confirmed meanwhile. */
  record Updating(Dialog dialog, LegCommand.Offer offer, List<LegCommand.Offer> held) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return new OfferAnswer.LocalOffer();
    }
  }

  /** The peer's UPDATE with an offer waits for the call's answer. */
  record UpdateOffered(Dialog dialog, RequestId update, List<LegCommand.Offer> held) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return new OfferAnswer.RemoteOffer();
    }
  }

  /** Our re-INVITE that only refreshes the session is out (RFC 4028 §7.4). */
  record Refreshing(Dialog dialog, List<LegCommand.Offer> held) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return new OfferAnswer.LocalOffer();
    }
  }

  /** Our re-INVITE met the peer's (491) and is tried again when the timer fires. */
  record Backoff(Dialog dialog, List<LegCommand.Offer> held) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return new OfferAnswer.Stable();
    }
  }

  /**
   * The peer's re-INVITE waits for the call's answer.
   *
   * @param theirs whether it carries an offer; else our 2xx has to
   */
  record Offered(Dialog dialog, RequestId invite, boolean theirs, List<LegCommand.Offer> held) implements InDialog {
    @Override
    public OfferAnswer offerAnswer() {
      return theirs ? new OfferAnswer.RemoteOffer() : new OfferAnswer.Stable();
    }
  }

  /** Hung up while our 2xx is not acknowledged: BYE has to wait for the ACK (RFC 3261 §15). */
  record EndingOnAck(Dialog dialog, Headers why) implements LegState {}

  /** Our BYE is out. */
  record Leaving(Dialog dialog) implements LegState {}

  /** Nothing more will be sent or told. */
  record Closed() implements LegState {}
}
