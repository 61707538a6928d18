package org.earshot.sip.message;

/** Name and password with which we answer a peer's challenge. */
public record Login(String user, String password) {
  /** Without the password: this ends up in logs. */
  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
