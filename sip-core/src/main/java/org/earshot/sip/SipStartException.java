package org.earshot.sip;

/** The endpoint could not start. The message is one line for the operator, such as a port already in use. */
public final class SipStartException extends Exception {
  private static final long serialVersionUID = 1L;

  public SipStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
