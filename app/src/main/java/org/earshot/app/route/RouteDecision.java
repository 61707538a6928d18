package org.earshot.app.route;

import java.time.Duration;
import java.util.List;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.ServerConfig.Hunting;

/** Where a call goes. */
public sealed interface RouteDecision {

  /** To these, tried in order. Never empty. {@code ring}: how long each may ring. */
  record To(List<Target> targets, AmdPolicy onVerdict, Duration ring, Hunting hunting) implements RouteDecision {}

  /** Fits nothing yet, but would with more digits: 484. */
  record Incomplete() implements RouteDecision {}

  /** Not for this caller, or not now: 403. */
  record Forbidden() implements RouteDecision {}

  /** Fits nothing: 404. */
  record Nowhere() implements RouteDecision {}

  /** Somebody to call. */
  sealed interface Target {
    /** A user's registered contacts. */
    record OfUser(String user) implements Target {}

    /** One trunk and the number as it is to be dialled there. */
    record OfTrunk(String trunk, String number) implements Target {}
  }
}
