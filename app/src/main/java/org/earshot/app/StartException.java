package org.earshot.app;

/** The server cannot start, for a reason its operator can mend. The message is the one line he is shown. */
public final class StartException extends RuntimeException {
  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
