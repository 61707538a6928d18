package org.earshot.app.call;

/** Events in a few words, for the DEBUG line and for the record of a mistake: no bodies, no addresses. */
final class CallTrace {
  private CallTrace() {}

  static String of(CallEvent event) {
    return switch (event) {
      case CallEvent.FromLeg(int leg, var report, var sdp) ->
          "leg." + leg + " " + name(report) + (sdp.isPresent() ? "+sdp" : "");
      case CallEvent.Redirected(int leg, var groups) -> "redirected." + leg + " to " + groups.size() + " groups";
      case CallEvent.BadSdp(int leg, var report, var problem) -> "leg." + leg + " " + name(report) + " bad sdp: " + problem;
      case CallEvent.Heard(int leg, var heard) -> "heard." + leg + " " + name(heard);
      case CallEvent.Played(int leg, String name, var why, long ms) ->
          "played." + leg + " " + name + " " + why + " " + ms + " ms";
      case CallEvent.TimerFired(CallTimer timer) -> "timer " + timer;
      case CallEvent.EndWanted(Cause cause) -> "end wanted: " + cause.word();
      case CallEvent.DialRefused(int leg, Cause cause) -> "dial." + leg + " refused: " + cause.word();
      case CallEvent.MediaOpened(int leg) -> "media." + leg + " opened";
      case CallEvent.MediaFailed(int leg) -> "media." + leg + " failed";
      case CallEvent.MediaSilent(int leg) -> "media." + leg + " silent";
      case CallEvent.TieAsked(var request) -> "tie asked by " + request.call() + " for leg." + request.replaced();
      case CallEvent.Tied(int leg, _, _, boolean early, _) -> "tied." + leg + (early ? " early" : "");
      case CallEvent.TieRefused(int leg, int status, _) -> "tie." + leg + " refused: " + status;
      case CallEvent.TargetFound(var groups) -> "target found: " + groups.size() + " groups";
      case CallEvent.Begun _ -> "begun";
      case CallEvent.MediaDrained _ -> "media drained";
    };
  }

  private static String name(Object fact) {
    return fact.getClass().getSimpleName();
  }
}
