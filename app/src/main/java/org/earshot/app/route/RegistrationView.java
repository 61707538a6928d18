package org.earshot.app.route;

import java.time.Instant;
import java.util.Optional;

/**
 * Our registration with a trunk as the outside sees it.
 *
 * @param state   registered, trying, failed (the trunk is not there), refused (it said no)
 * @param expires when the binding ends; empty where there is none
 * @param reason  why not; empty where all is well
 */
public record RegistrationView(String state, Optional<Instant> expires, String reason) {
  public static final RegistrationView TRYING = new RegistrationView("trying", Optional.empty(), "");

  public boolean registered() {
    return expires.isPresent();
  }
}
