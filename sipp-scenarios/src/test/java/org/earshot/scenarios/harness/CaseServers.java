package org.earshot.scenarios.harness;

import java.util.Optional;

/** The server a case runs against: one for all cases that change nothing, one for each that does. */
public final class CaseServers implements AutoCloseable {
  private EarshotServer shared;

  /** Runs the case; after a failure the next case gets a fresh server, so that it cannot inherit a call left behind. */
  public void run(Case of) {
    if (of.serverChanges().isPresent()) {
      try (EarshotServer own = EarshotServer.start(Site.make(of.name(), of.serverChanges()))) {
        CaseRun.run(of, own);
      }
      return;
    }
    if (shared == null) {
      shared = EarshotServer.start(Site.make("shared", Optional.empty()));
    }
    try {
      CaseRun.run(of, shared);
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }
}
