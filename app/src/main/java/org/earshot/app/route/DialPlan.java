package org.earshot.app.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Route;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.pattern.NumberPattern;
import org.earshot.app.pattern.Rewrite;
import org.earshot.app.route.RouteDecision.TrunkTarget;

/** A name is looked up as a user first, then the routes are tried from the top. Immutable, any thread. */
public final class DialPlan implements Router {
  private final Map<String, User> users;
  private final List<Rule> rules;
  private final Duration ring;

  /** {@code ring}: how long a callee may ring where its route does not say. */
  public DialPlan(List<User> users, List<Route> routes, Duration ring) {
    this.users = users.stream().collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
    this.rules = routes.stream().map(Rule::of).toList();
    this.ring = ring;
  }

  @Override
  public RouteDecision route(CallRequest request) {
    User user = users.get(request.dialled());
    if (user != null) {
      return new RouteDecision.ToUser(user.name(), user.amd(), ring);
    }
    for (Rule rule : rules) {
      Optional<RouteDecision> decision = rule.apply(request.dialled(), ring);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    return new RouteDecision.Nowhere();
  }

  private record Rule(NumberPattern match, Rewrite rewrite, List<String> trunks, Amd amd, Optional<Duration> ring) {
    static Rule of(Route route) {
      NumberPattern match = NumberPattern.compile(route.match());
      Rewrite rewrite = route.rewrite().map(text -> Rewrite.compile(text, match)).orElse(Rewrite.NONE);
      return new Rule(match, rewrite, route.to(), route.amd(), route.ring());
    }

    /** Empty where the number does not fit, or nothing is left of it to dial. */
    Optional<RouteDecision> apply(String dialled, Duration usualRing) {
      return match.match(dialled).map(rewrite::apply).filter(number -> !number.isEmpty())
          .map(number -> new RouteDecision.ToTrunks(targets(number), amd, ring.orElse(usualRing)));
    }

    private List<TrunkTarget> targets(String number) {
      return trunks.stream().map(trunk -> new TrunkTarget(trunk, number)).toList();
    }
  }
}
