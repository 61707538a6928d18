package org.earshot.app.api;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.earshot.app.guard.Ban;
import org.earshot.app.guard.Guard;
import org.earshot.app.json.Json;

/** Sources that are kept out. */
final class BansResource {
  private static final int LISTED_MAX = 1_000;

  private final Guard guard;

  BansResource(Guard guard) {
    this.guard = guard;
  }

  /** {@code count}: how often lately. */
  private record BanView(String source, String reason, int count, Instant since, Instant until) {
    static BanView of(Ban ban) {
      return new BanView(ban.source().getHostAddress(), ban.reason(), ban.count(), ban.since(), ban.until());
    }
  }

  private record BanList(int active, List<BanView> bans) {}

  void list(Context request) {
    List<Ban> bans = guard.bans();
    answer(request, new BanList(bans.size(), bans.stream().limit(LISTED_MAX).map(BanView::of).toList()));
  }

  void lift(Context request) {
    if (!guard.lift(address(request.pathParam("address")))) {
      throw new NotFoundResponse("not banned now");
    }
    answer(request, Map.of("status", "lifted"));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw new BadRequestResponse("not an IP address");
    }
  }

  private static void answer(Context request, Object body) {
    request.contentType("application/json").result(Json.line(body));
  }
}
