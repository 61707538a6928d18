package org.earshot.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Hunting;
import org.earshot.app.config.ServerConfig.Route;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.route.RouteDecision.Incomplete;
import org.earshot.app.route.RouteDecision.Nowhere;
import org.earshot.app.route.RouteDecision.Target;
import org.earshot.app.route.RouteDecision.To;
import org.junit.jupiter.api.Test;

class DialPlanTest {
  private static final Duration RING = Duration.ofSeconds(60);

  private final DialPlan plan = new DialPlan(
      List.of(new User("alice", "x", Amd.REPORT), new User("100", "x", Amd.OFF)),
      List.of(route("^\\+?55(\\d+)$", "+55$1", Amd.HOLD_ANSWER, Optional.of(Duration.ofSeconds(20)), "carrier", "backup"),
          route("_1XX", null, Amd.OFF, Optional.empty(), "office"),
          route("_9!", "${EXTEN:1}", Amd.OFF, Optional.empty(), "nine"),
          route("^9$", null, Amd.OFF, Optional.empty(), "after"),
          route("_7NXX", null, Amd.OFF, Optional.empty(), "alice", "office")),
      RING, true);

  @Test
  void shouldFindAUserBeforeARouteThatFitsToo() {
    assertThat(route("alice")).isEqualTo(to(Amd.REPORT, RING, new Target.OfUser("alice")));
    assertThat(route("100")).isEqualTo(to(Amd.OFF, RING, new Target.OfUser("100")));
    assertThat(route("101")).isEqualTo(to(Amd.OFF, RING, new Target.OfTrunk("office", "101")));
  }

  @Test
  void shouldOfferTheTrunksOfARouteInTheirOrderWithTheNumberRewritten() {
    assertThat(route("5511987")).isEqualTo(to(Amd.HOLD_ANSWER, Duration.ofSeconds(20),
        new Target.OfTrunk("carrier", "+5511987"), new Target.OfTrunk("backup", "+5511987")));
  }

  @Test
  void shouldTryTheNextRouteWhereNothingIsLeftToDial() {
    assertThat(route("912")).isEqualTo(to(Amd.OFF, RING, new Target.OfTrunk("nine", "12")));
    assertThat(route("9")).isEqualTo(to(Amd.OFF, RING, new Target.OfTrunk("after", "9")));
  }

  @Test
  void shouldLeadNowhereWhereNothingFits() {
    assertThat(route("ALICE")).isEqualTo(new Nowhere());
    assertThat(route("")).isEqualTo(new Nowhere());
    assertThat(route("1".repeat(200))).isEqualTo(new Nowhere());
  }

  @Test
  void shouldLeadToUsersToo() {
    assertThat(route("7200")).isEqualTo(to(Amd.OFF, RING, new Target.OfUser("alice"), new Target.OfTrunk("office", "7200")));
  }

  @Test
  void shouldAskForMoreDigitsWhereAnAsteriskPatternCouldStillMatch() {
    for (String dialled : List.of("7", "72", "720", "1", "10")) {
      assertThat(route(dialled)).as(dialled).isEqualTo(new Incomplete());
    }
    for (String dialled : List.of("71", "72000", "8", "x")) {
      assertThat(route(dialled)).as(dialled).isEqualTo(new Nowhere());
    }
    var plain = new DialPlan(List.of(), List.of(route("_7NXX", null, Amd.OFF, Optional.empty(), "office")), RING, false);
    assertThat(plain.route(new CallRequest("72", Optional.empty(), Optional.empty()))).isEqualTo(new Nowhere());
  }

  private static RouteDecision to(Amd amd, Duration ring, Target... targets) {
    return new To(List.of(targets), AmdPolicy.of(amd), ring, Hunting.DEFAULT);
  }

  @Property
  void shouldDecideWhateverIsDialled(@ForAll String dialled) {
    RouteDecision decision = route(dialled);

    assertThat(decision).isEqualTo(route(dialled));
    if (decision instanceof To(List<Target> targets, AmdPolicy _, Duration _, Hunting _)) {
      assertThat(targets).isNotEmpty().allSatisfy(target -> {
        if (target instanceof Target.OfTrunk(String _, String number)) {
          assertThat(number).isNotEmpty();
        }
      });
    }
  }

  private RouteDecision route(String dialled) {
    return plan.route(new CallRequest(dialled, Optional.of("bob"), Optional.empty()));
  }

  private static Route route(String match, String rewrite, Amd amd, Optional<Duration> ring, String... to) {
    return new Route(match, List.of(to), Optional.ofNullable(rewrite), amd, ring);
  }
}
