package org.earshot.sip.leg;

/** Short words for log lines: names and numbers, no header fields or bodies. */
final class LegWords {

  private LegWords() {}

  static String of(LegState state) {
    return state.getClass().getSimpleName();
  }

  static String of(LegEvent event) {
    String name = event.getClass().getSimpleName();
    return switch (event) {
      case LegEvent.ResponseReceived response -> name + "(" + response.method() + " " + response.status() + ")";
      case LegEvent.RequestReceived received -> name + "(" + received.request().method() + ")";
      case LegEvent.TransactionTimedOut(var method, var _) -> name + "(" + method + ")";
      case LegEvent.SendFailed(var method, var _, var why) -> name + "(" + method + ": " + why + ")";
      case LegEvent.TimerFired(var timer, var _) -> name + "(" + timer + ")";
      case LegCommand.Ring ring -> name + "(" + ring.status() + ")";
      case LegCommand.Reject reject -> name + "(" + reject.status() + ")";
      case LegCommand.RefuseOffer refuse -> name + "(" + refuse.status() + ")";
      case LegCommand.Request request -> name + "(" + request.method() + ")";
      case LegCommand.Respond respond -> name + "(" + respond.status() + ")";
      case LegCommand.HangUp hangUp -> name + "(" + hangUp.status() + ")";
      case LegEvent.InviteReceived _, LegEvent.AckReceived _, LegEvent.CancelReceived _, LegEvent.ByeReceived _,
           LegEvent.AckMissing _, LegCommand.Dial _, LegCommand.Answer _, LegCommand.Ack _, LegCommand.Offer _,
           LegCommand.AnswerOffer _, LegEvent.RefreshDue _ -> name;
    };
  }

  static String of(LegAction action) {
    String name = action.getClass().getSimpleName();
    return switch (action) {
      case LegAction.SendProvisional send -> name + "(" + send.status() + ")";
      case LegAction.SendFinal send -> name + "(" + send.status() + ")";
      case LegAction.SendRequest send -> name + "(" + send.method() + ")";
      case LegAction.Arm(var timer, var delayMs) -> name + "(" + timer + " " + delayMs + " ms)";
      case LegAction.Disarm(var timer) -> name + "(" + timer + ")";
      case LegAction.Tell(var report) -> report.getClass().getSimpleName();
      case LegAction.SendPrack(var _, var rack) -> name + "(" + rack + ")";
      case LegAction.SendInvite _, LegAction.SendAck _, LegAction.SendCancel _, LegAction.SendBye _, LegAction.EndFork _,
           LegAction.SendReinvite _, LegAction.SendUpdate _, LegAction.Release _ -> name;
    };
  }
}
