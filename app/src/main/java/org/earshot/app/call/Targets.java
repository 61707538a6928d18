package org.earshot.app.call;

import java.util.ArrayList;
import java.util.List;
import org.earshot.app.registrar.Binding;
import org.earshot.app.registrar.Locations;
import org.earshot.app.route.RouteDecision.Target;
import org.earshot.app.route.Trunks;

/** Targets of a route as attempts: a user's phones of equal q at once, those of lower q after them (RFC 3261 §16.6). */
final class Targets {
  private Targets() {}

  /** Whom to call, group by group; a user who is not registered is passed over. */
  static List<List<Attempt>> groups(List<Target> targets, Locations locations, Trunks trunks) {
    var groups = new ArrayList<List<Attempt>>();
    for (Target target : targets) {
      switch (target) {
        case Target.OfTrunk(String trunk, String number) ->
            groups.add(List.of(new Attempt.Trunk(trunk, number, trunks.addresses(trunk), false)));
        case Target.OfUser(String user) -> groups.addAll(byQ(locations.lookup(user)));
      }
    }
    return List.copyOf(groups);
  }

  /** {@code bindings}: the highest q first. */
  private static List<List<Attempt>> byQ(List<Binding> bindings) {
    return bindings.stream().map(Binding::q).distinct()
        .map(q -> bindings.stream().filter(binding -> binding.q() == q).<Attempt>map(Attempt.Contact::of).toList())
        .toList();
  }
}
