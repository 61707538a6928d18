package org.earshot.app.store;

/** Finds the words for an operator in a chain of wrapped exceptions. */
final class Causes {
  private Causes() {}

  /** The innermost message, on one line. */
  static String root(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
