package org.earshot.app.route;

import java.time.Duration;
import java.util.List;
import org.earshot.app.config.ServerConfig.Amd;

/** Where a call goes. */
public sealed interface RouteDecision {

  /** To a user's registered contacts. */
  record ToUser(String user, Amd amd, Duration ring) implements RouteDecision {}

  /** To trunks, tried in order. Never empty. */
  record ToTrunks(List<TrunkTarget> targets, Amd amd, Duration ring) implements RouteDecision {}

  /** Fits nothing: 404. */
  record Nowhere() implements RouteDecision {}

  /** One trunk and the number as it is to be dialled there. */
  record TrunkTarget(String trunk, String number) {}
}
