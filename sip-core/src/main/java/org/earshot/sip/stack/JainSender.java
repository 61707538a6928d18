package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import java.io.IOException;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.TransactionState;
import javax.sip.message.Request;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvents;
import org.earshot.sip.auth.DigestClient;
import org.earshot.sip.leg.LegAction.EndFork;
import org.earshot.sip.leg.LegAction.Release;
import org.earshot.sip.leg.LegAction.Send;
import org.earshot.sip.leg.LegAction.SendAck;
import org.earshot.sip.leg.LegAction.SendBye;
import org.earshot.sip.leg.LegAction.SendCancel;
import org.earshot.sip.leg.LegAction.SendFinal;
import org.earshot.sip.leg.LegAction.SendInvite;
import org.earshot.sip.leg.LegAction.SendPrack;
import org.earshot.sip.leg.LegAction.SendProvisional;
import org.earshot.sip.leg.LegAction.SendReinvite;
import org.earshot.sip.leg.LegAction.SendRequest;
import org.earshot.sip.leg.LegAction.SendUpdate;
import org.earshot.sip.leg.LegCommand.Invite;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.earshot.sip.stack.LegEntry.Fork;
import org.earshot.sip.stack.TransactionIndex.Pending;
import org.earshot.sip.stack.TransactionIndex.Repeat;
import org.earshot.sip.stack.TransactionIndex.Sent;
import org.earshot.sip.stack.Transports.Point;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A leg's sends as calls of the stack's transactions and dialogs. A failure becomes an event; nothing is thrown. */
final class JainSender {
  private static final Logger LOG = LoggerFactory.getLogger(JainSender.class);

  private final StackParts parts;
  private final SipEvents events;
  private final Answers answers;

  JainSender(StackParts parts, SipEvents events, Answers answers) {
    this.parts = parts;
    this.events = events;
    this.answers = answers;
  }

  void perform(LegId id, Send action) {
    if (action instanceof SendInvite send && parts.index().leg(id).isEmpty()) {
      if (parts.sizes().applies(send.invite())) {
        Thread.ofVirtual().name("sip-send").start(() ->
            dial(id, send.invite().towards(parts.sizes().hop(send.invite().hop()))));
      } else {
        dial(id, send.invite());
      }
      return;
    }
    parts.index().leg(id).ifPresentOrElse(
        leg -> leg.lane.run(mayBlock(leg, action), () -> guarded(leg, action)),
        () -> LOG.debug("leg={} is gone: {} not sent", id, action.getClass().getSimpleName()));
  }

  /** An answer to a datagram leaves at once, whatever the dialog's target is. */
  private static boolean mayBlock(LegEntry leg, Send action) {
    boolean answers = action instanceof SendProvisional || action instanceof SendFinal;
    return answers ? leg.point.transport() != Transport.UDP : mayBlock(leg);
  }

  /** A connection may have to be made; a datagram leaves at once. */
  private static boolean mayBlock(LegEntry leg) {
    return leg.point.transport() != Transport.UDP
        || leg.current().filter(fork -> target(leg, fork).transport() != Transport.UDP).isPresent();
  }

  /** Where the dialog's requests go; back to their source where the peer asks for a transport that we do not have. */
  private static Hop target(LegEntry leg, Fork fork) {
    Hop hop = Targets.of(fork);
    return leg.point.provider().getListeningPoint(hop.transport().word()) == null ? fork.flow : hop;
  }

  private void dial(LegId id, Invite invite) {
    LegEntry leg;
    try {
      Point point = parts.transports().towards(invite.hop());
      var names = new LegEntry.Names(parts.ids().callId(), parts.ids().tag(), invite.contactUser());
      leg = new LegEntry(id, false, names, point, parts.addresses().host(point, invite.hop()));
      leg.cameFor = parts.index().leg(new LegId(id.call(), 0)).map(caller -> caller.contactUser);
    } catch (IOException unreachable) {
      failed(id, Request.INVITE, 0, unreachable);
      return;
    }
    leg.digest = invite.login().map(DigestClient::new);
    leg.dialledAt = invite.hop();
    parts.index().add(leg);
    leg.lane.run(mayBlock(leg), () -> guarded(leg, new SendInvite(invite)));
  }

  private void guarded(LegEntry leg, Send action) {
    try {
      send(leg, action);
    } catch (SipException | InvalidArgumentException | IOException | RuntimeException problem) {
      failed(leg.id, method(action), action instanceof SendRequest request ? request.token() : 0, problem);
    }
  }

  private void send(LegEntry leg, Send action) throws SipException, InvalidArgumentException, IOException {
    switch (action) {
      case SendInvite send -> invite(leg, send.invite().towards(leg.dialledAt), Headers.NONE, 0);
      case SendProvisional send ->
          answers.give(leg, send.invite(), new SipResponse(send.status(), send.reason(), send.headers(), send.body()));
      case SendFinal send ->
          answers.give(leg, send.request(), new SipResponse(send.status(), send.reason(), send.headers(), send.body()));
      case SendAck send -> {
        Fork chosen = fork(leg, send.remoteTag());
        leg.choose(chosen);
        ack(leg, chosen, send.body());
      }
      case SendCancel send -> cancel(leg, send.headers());
      case SendBye send -> request(leg, fork(leg), Request.BYE, 0, send.headers(), Body.NONE);
      case EndFork send -> endFork(leg, fork(leg, send.remoteTag()));
      // the answer to it changes nothing: who has it stops repeating what it acknowledges
      case SendPrack send -> request(leg, fork(leg, send.remoteTag()), Request.PRACK, Sent.QUIET,
          Headers.of("RAck", send.rack()), Body.NONE);
      case SendUpdate send ->
          request(leg, fork(leg, send.remoteTag()), Request.UPDATE, 0, send.headers(), send.body());
      case SendReinvite send -> request(leg, fork(leg), Request.INVITE, 0, send.headers(), send.body());
      case SendRequest send -> request(leg, fork(leg), send.method(), send.token(), send.headers(), send.body());
      case Release release -> release(leg);
    }
  }

  private static String method(Send action) {
    return switch (action) {
      case SendInvite send -> Request.INVITE;
      case SendReinvite send -> Request.INVITE;
      case SendProvisional send -> "answer";
      case SendFinal send -> "answer";
      case SendAck send -> Request.ACK;
      case EndFork send -> Request.ACK;
      case SendCancel send -> Request.CANCEL;
      case SendPrack send -> Request.PRACK;
      case SendUpdate send -> Request.UPDATE;
      case SendBye send -> Request.BYE;
      case SendRequest send -> send.method();
      case Release release -> "release";
    };
  }

  private void failed(LegId leg, String method, int token, Exception problem) {
    String why = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    LOG.debug("leg={} method={} could not be sent", leg, method, problem);
    events.on(new SipEvent.ForLeg(leg, new LegEvent.SendFailed(method, token, why)));
  }

  private void invite(LegEntry leg, Invite invite, Headers credentials, int rounds) throws SipException {
    if (leg.invites > 0) {
      leg.beginAgain();
    }
    leg.invites++;
    SIPRequest request = parts.outgoing().invite(leg, invite, leg.invites, credentials);
    leg.credentials = credentials;
    var repeat = new Repeat(digestRequest(request, invite.body()), rounds, (more, again) -> invite(leg, invite, more, again));
    ClientTransaction transaction = transaction(request, invite.hop(), new Sent(leg, Request.INVITE, 0, repeat));
    leg.dial = transaction;
    Dialog dialog = leg.point.provider().getNewDialog(transaction);
    dialog.setApplicationData(leg);
    leg.dialled = dialog;
    transaction.sendRequest();
  }

  private static DigestClient.Request digestRequest(SIPRequest request, Body body) {
    return new DigestClient.Request(request.getMethod(), request.getRequestURI().toString(), body);
  }

  private static ClientTransaction transaction(SIPRequest request, Hop hop, Sent sent) throws SipException {
    request.setApplicationData(Hops.jain(hop));
    sent.leg().point.expect(hop);
    ClientTransaction transaction = sent.leg().point.provider().getNewClientTransaction(request);
    transaction.setApplicationData(sent);
    return transaction;
  }

  /** A challenge that the leg's login can meet: the request goes out once more, and nobody hears of the challenge. */
  boolean repeated(Sent sent, int status, Headers challenges) {
    LegEntry leg = sent.leg();
    Repeat repeat = sent.repeat();
    if (status != 401 && status != 407 || leg.digest.isEmpty()) {
      return false;
    }
    Optional<Headers> credentials = leg.digest.get().answer(repeat.request(), status, challenges, repeat.rounds());
    credentials.ifPresent(answer -> leg.lane.run(mayBlock(leg), () -> {
      try {
        repeat.resend().send(answer, repeat.rounds() + 1);
      } catch (SipException | RuntimeException problem) {
        failed(leg.id, sent.method(), sent.token(), problem);
      }
    }));
    return credentials.isPresent();
  }

  private void ack(LegEntry leg, Fork fork, Body body) throws SipException, InvalidArgumentException {
    var ack = (SIPRequest) fork.dialog.createAck(fork.accepted);
    parts.outgoing().fill(ack, Headers.NONE, body);
    Outgoing.setEach(ack, leg.credentials);
    // the stack sends it again by itself, from a copy that has lost its hop
    fork.dialog.setAckSendingStrategy(new AckTo(leg.point, Hops.jain(target(leg, fork))));
    fork.dialog.sendAck(ack);
    fork.acknowledged = fork.accepted;
  }

  private void cancel(LegEntry leg, Headers headers) throws SipException {
    var cancel = (SIPRequest) leg.dial.createCancel();
    parts.outgoing().fill(cancel, headers, Body.NONE);
    cancel.setApplicationData(((SIPRequest) leg.dial.getRequest()).getApplicationData());
    ClientTransaction transaction = leg.point.provider().getNewClientTransaction(cancel);
    transaction.setApplicationData(new Sent(leg, Request.CANCEL, 0, Repeat.NEVER));
    transaction.sendRequest();
  }

  /** A request of the leg in its dialog; {@code token}: the call's, or {@link Sent#QUIET}. */
  private record InDialog(Fork fork, String method, int token, Headers headers, Body body) {}

  private void request(LegEntry leg, Fork fork, String method, int token, Headers headers, Body body)
      throws SipException {
    request(leg, new InDialog(fork, method, token, headers, body), Optional.empty(), 0);
  }

  /** {@code answer}: credentials for the challenge that this repeats; empty: those for what was asked before. */
  private void request(LegEntry leg, InDialog what, Optional<Headers> answer, int rounds) throws SipException {
    var request = (SIPRequest) (what.method.equals(Request.PRACK) ? what.fork.dialog.createPrack(what.fork.reliable)
        : what.fork.dialog.createRequest(what.method));
    parts.outgoing().inDialog(request, leg, what.headers, what.body);
    DigestClient.Request asked = digestRequest(request, what.body);
    Headers credentials = answer.or(() -> leg.digest.map(digest -> digest.credentials(asked))).orElse(Headers.NONE);
    Outgoing.setEach(request, credentials);
    if (what.method.equals(Request.INVITE)) {
      leg.credentials = credentials;
    }
    var repeat = new Repeat(asked, rounds, (more, again) -> request(leg, what, Optional.of(more), again));
    what.fork.dialog.sendRequest(
        transaction(request, target(leg, what.fork), new Sent(leg, what.method, what.token, repeat)));
  }

  private void endFork(LegEntry leg, Fork fork) throws SipException, InvalidArgumentException {
    ack(leg, fork, Body.NONE);
    request(leg, fork, Request.BYE, Sent.QUIET, Headers.NONE, Body.NONE);
  }

  private void release(LegEntry leg) throws SipException {
    parts.index().remove(leg);
    for (RequestId id : leg.unanswered) {
      Optional<Pending> pending = parts.index().take(id);
      if (pending.isPresent()) {
        pending.get().transaction().terminate();
      }
    }
    ClientTransaction dial = leg.dial;
    if (dial instanceof SIPClientTransaction invite) {
      ((EarshotStack) leg.point.provider().getSipStack()).forgetForks(invite);
    }
    if (dial != null && (dial.getState() == null || dial.getState() == TransactionState.CALLING
        || dial.getState() == TransactionState.PROCEEDING)) {
      dial.terminate();
    }
    for (Fork fork : leg.forks.values()) {
      fork.dialog.delete();
    }
    if (leg.dialled != null) {
      // where nobody has answered it is no fork yet
      leg.dialled.delete();
    }
  }

  private static Fork fork(LegEntry leg) throws SipException {
    return leg.current().orElseThrow(() -> new SipException("no dialog yet"));
  }

  private static Fork fork(LegEntry leg, String tag) throws SipException {
    Fork fork = leg.forks.get(tag);
    if (fork == null) {
      throw new SipException("no dialog with the tag " + tag);
    }
    return fork;
  }
}
