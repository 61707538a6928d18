package org.earshot.app.observe;

/** How a call or an attempt went, in a word that fits a metric label. */
final class CallOutcome {
  static final String ANSWERED = "answered";
  static final String[] WORDS = {ANSWERED, "busy", "no-answer", "cancelled", "not-found", "rejected", "failed"};

  private CallOutcome() {}

  /** Of a call that was not answered, by the status it ended with. */
  static String of(int status) {
    return switch (status) {
      case 486, 600 -> "busy";
      case 408, 480 -> "no-answer";
      case 487 -> "cancelled";
      case 404, 410, 484, 485, 604 -> "not-found";
      default -> status >= 400 && status < 500 || status >= 600 ? "rejected" : "failed";
    };
  }
}
