package org.earshot.app.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.earshot.app.config.ServerConfig.Hunting;
import org.earshot.app.config.ServerConfig.Route;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.pattern.NumberPattern;
import org.earshot.app.pattern.Rewrite;
import org.earshot.app.route.RouteDecision.Target;

/** A name is looked up as a user first, then the routes are tried from the top. Immutable, any thread. */
public final class DialPlan implements Router {
  private final Map<String, User> users;
  private final List<Rule> rules;
  private final Duration ring;
  private final boolean overlap;

  /**
   * {@code ring}: how long a target may ring where its route does not say. {@code overlap}: numbers that are too short
   * for an Asterisk pattern are told apart from those that fit nothing.
   */
  public DialPlan(List<User> users, List<Route> routes, Duration ring, boolean overlap) {
    this.users = users.stream().collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
    this.rules = routes.stream().map(route -> Rule.of(route, this.users.keySet())).toList();
    this.ring = ring;
    this.overlap = overlap;
  }

  @Override
  public RouteDecision route(CallRequest request) {
    User user = users.get(request.dialled());
    if (user != null) {
      return new RouteDecision.To(List.of(new Target.OfUser(user.name())), user.onVerdict(), ring, Hunting.DEFAULT);
    }
    for (Rule rule : rules) {
      Optional<RouteDecision> decision = rule.apply(request.dialled(), ring);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    return overlap && rules.stream().anyMatch(rule -> rule.match().wantsMore(request.dialled()))
        ? new RouteDecision.Incomplete() : new RouteDecision.Nowhere();
  }

  private record Rule(Route route, NumberPattern match, Rewrite rewrite, Set<String> users) {
    static Rule of(Route route, Set<String> users) {
      NumberPattern match = NumberPattern.compile(route.match());
      Rewrite rewrite = route.rewrite().map(text -> Rewrite.compile(text, match)).orElse(Rewrite.NONE);
      return new Rule(route, match, rewrite, users);
    }

    /** Empty where the number does not fit, or nothing is left of it to dial. */
    Optional<RouteDecision> apply(String dialled, Duration usualRing) {
      return match.match(dialled).map(rewrite::apply).filter(number -> !number.isEmpty())
          .map(number -> new RouteDecision.To(targets(number), route.onVerdict(), route.ring().orElse(usualRing),
              route.hunting()));
    }

    private List<Target> targets(String number) {
      return route.to().stream()
          .<Target>map(name -> users.contains(name) ? new Target.OfUser(name) : new Target.OfTrunk(name, number)).toList();
    }
  }
}
