package org.earshot.app.call;

/**
 * Why a call ended or never came about. One list serves the SIP status, the Reason header, the CDR and the metrics.
 * Q.850 values of statuses that peers sent follow RFC 3398 §8.2.6.1.
 */
public enum Cause {
  NORMAL("normal", 200, 16, "Normal call clearing"),
  /** Another phone of the same call answered; of a leg only. */
  ELSEWHERE("elsewhere", 487, 26, "Call completed elsewhere"),
  CANCELLED("cancelled", 487, 16, "Request Terminated"),
  BUSY("busy", 486, 17, "Busy Here"),
  NO_ANSWER("no-answer", 480, 19, "No Answer"),
  NO_RESPONSE("no-response", 408, 102, "Request Timeout"),
  NOT_REGISTERED("not-registered", 480, 20, "Temporarily Unavailable"),
  NOT_FOUND("not-found", 404, 1, "Not Found"),
  INCOMPLETE("incomplete", 484, 28, "Address Incomplete"),
  INTERCEPT("intercept", 404, 1, "Not Found"),
  MACHINE("machine", 480, 31, "Answering Machine"),
  /** The message for a machine has been left, or could not be played. */
  MESSAGE("message", 480, 16, "Message Left"),
  DECLINED("declined", 603, 21, "Decline"),
  FORBIDDEN("forbidden", 403, 21, "Forbidden"),
  REFUSED("refused", 480, 31, "Temporarily Unavailable"),
  UNREACHABLE("unreachable", 503, 27, "Service Unavailable"),
  TRUNK_FULL("trunk-full", 503, 34, "Service Unavailable"),
  USER_FULL("user-full", 503, 34, "Service Unavailable"),
  NO_PORTS("no-ports", 503, 47, "Service Unavailable"),
  BAD_SDP("bad-sdp", 488, 88, "Not Acceptable Here"),
  MEDIA_SILENT("media-silent", 408, 3, "No Media"),
  TOO_LONG("too-long", 408, 102, "Call Too Long"),
  OPERATOR("operator", 480, 31, "Ended by Operator"),
  SHUTDOWN("shutdown", 503, 41, "Server Shutting Down"),
  LOST("lost", 481, 41, "Dialog Lost"),
  INTERNAL("internal", 500, 41, "Server Internal Error");

  private final String word;
  private final int sipStatus;
  private final int q850;
  private final String reason;

  Cause(String word, int sipStatus, int q850, String reason) {
    this.word = word;
    this.sipStatus = sipStatus;
    this.q850 = q850;
    this.reason = reason;
  }

  /** The word of CDR and metrics. */
  public String word() {
    return word;
  }

  /** What a caller is told whose call was not answered. */
  public int sipStatus() {
    return sipStatus;
  }

  public int q850() {
    return q850;
  }

  /** Reason phrase. */
  public String reason() {
    return reason;
  }

  /** Reason header value (RFC 3326). */
  public String reasonHeader() {
    return "Q.850;cause=" + q850 + ";text=\"" + reason + "\"";
  }

  /** The cause that a peer's final answer stands for. */
  static Cause ofStatus(int status) {
    return switch (status) {
      case 486, 600 -> BUSY;
      case 408, 504 -> NO_RESPONSE;
      case 404, 410, 485, 604 -> NOT_FOUND;
      case 484 -> INCOMPLETE;
      case 401, 402, 403, 407 -> FORBIDDEN;
      case 487 -> CANCELLED;
      case 488, 415, 606 -> BAD_SDP;
      case 603, 607 -> DECLINED;
      case 500, 501, 502, 503 -> UNREACHABLE;
      default -> REFUSED;
    };
  }
}
