package org.earshot.app;

import org.earshot.app.config.ServerConfig;

/** Every long-lived object, built here in order and closed in reverse. */
public final class Wiring implements AutoCloseable {
  private Wiring() {}

  public static Wiring start(ServerConfig config) {
    throw new StartException("this build has no call core to serve " + config.sip().listen());
  }

  @Override
  public void close() {}
}
