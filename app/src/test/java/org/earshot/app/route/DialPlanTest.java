package org.earshot.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Route;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.route.RouteDecision.Nowhere;
import org.earshot.app.route.RouteDecision.ToTrunks;
import org.earshot.app.route.RouteDecision.ToUser;
import org.earshot.app.route.RouteDecision.TrunkTarget;
import org.junit.jupiter.api.Test;

class DialPlanTest {
  private static final Duration RING = Duration.ofSeconds(60);

  private final DialPlan plan = new DialPlan(
      List.of(new User("alice", "x", Amd.REPORT), new User("100", "x", Amd.OFF)),
      List.of(route("^\\+?55(\\d+)$", "+55$1", Amd.HOLD_ANSWER, Optional.of(Duration.ofSeconds(20)), "carrier", "backup"),
          route("_1XX", null, Amd.OFF, Optional.empty(), "office"),
          route("_9!", "${EXTEN:1}", Amd.OFF, Optional.empty(), "nine"),
          route("^9$", null, Amd.OFF, Optional.empty(), "after")),
      RING);

  @Test
  void shouldFindAUserBeforeARouteThatFitsToo() {
    assertThat(route("alice")).isEqualTo(new ToUser("alice", Amd.REPORT, RING));
    assertThat(route("100")).isEqualTo(new ToUser("100", Amd.OFF, RING));
    assertThat(route("101")).isEqualTo(new ToTrunks(List.of(new TrunkTarget("office", "101")), Amd.OFF, RING));
  }

  @Test
  void shouldOfferTheTrunksOfARouteInTheirOrderWithTheNumberRewritten() {
    assertThat(route("5511987")).isEqualTo(new ToTrunks(
        List.of(new TrunkTarget("carrier", "+5511987"), new TrunkTarget("backup", "+5511987")), Amd.HOLD_ANSWER,
        Duration.ofSeconds(20)));
  }

  @Test
  void shouldTryTheNextRouteWhereNothingIsLeftToDial() {
    assertThat(route("912")).isEqualTo(new ToTrunks(List.of(new TrunkTarget("nine", "12")), Amd.OFF, RING));
    assertThat(route("9")).isEqualTo(new ToTrunks(List.of(new TrunkTarget("after", "9")), Amd.OFF, RING));
  }

  @Test
  void shouldLeadNowhereWhereNothingFits() {
    assertThat(route("ALICE")).isEqualTo(new Nowhere());
    assertThat(route("")).isEqualTo(new Nowhere());
    assertThat(route("1".repeat(200))).isEqualTo(new Nowhere());
  }

  @Property
  void shouldDecideWhateverIsDialled(@ForAll String dialled) {
    RouteDecision decision = route(dialled);

    assertThat(decision).isEqualTo(route(dialled));
    if (decision instanceof ToTrunks(List<TrunkTarget> targets, Amd _, Duration _)) {
      assertThat(targets).isNotEmpty().allSatisfy(target -> assertThat(target.number()).isNotEmpty());
    }
  }

  private RouteDecision route(String dialled) {
    return plan.route(new CallRequest(dialled, Optional.of("bob"), Optional.empty()));
  }

  private static Route route(String match, String rewrite, Amd amd, Optional<Duration> ring, String... to) {
    return new Route(match, List.of(to), Optional.ofNullable(rewrite), amd, ring);
  }
}
