package org.earshot.app.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.call.CallDirectory;
import org.earshot.app.call.CallSnapshot;
import org.earshot.app.events.DomainEvent.Verdict;
import org.earshot.app.json.Json;

/** {@code /v1/calls}: the calls of this moment, and hanging up. */
final class CallsResource {
  private static final int LISTED_MAX = 1_000;

  private final CallDirectory calls;

  CallsResource(CallDirectory calls) {
    this.calls = calls;
  }

  /** {@code direction}: null until routed. */
  private record CallView(String id, String state, Optional<String> direction, String caller, String callee,
                          Optional<String> trunk, Instant start, Optional<Instant> answer, long durationMs,
                          Optional<Verdict> verdict) {
    static CallView of(CallSnapshot call) {
      return new CallView(call.id(), call.state(), Optional.of(call.direction()).filter(d -> !d.isEmpty()),
          call.caller(), call.callee(), call.trunk(), call.start(), call.answer(),
          Duration.between(call.start(), Instant.now()).toMillis(), call.verdict());
    }
  }

  private record CallList(int active, List<CallView> calls) {}

  /** At most a thousand, the latest first; {@code active} says how many there are. */
  void list(Context request) {
    var latest = calls.calls().stream().sorted((a, b) -> b.start().compareTo(a.start())).limit(LISTED_MAX)
        .map(CallView::of).toList();
    answer(request, new CallList(calls.active(), latest));
  }

  void one(Context request) {
    answer(request, calls.call(request.pathParam("id")).map(CallView::of).orElseThrow(CallsResource::noSuchCall));
  }

  void hangUp(Context request) {
    if (!calls.hangUp(request.pathParam("id"))) {
      throw noSuchCall();
    }
    request.status(HttpStatus.ACCEPTED);
    answer(request, Map.of("status", "ending"));
  }

  private static NotFoundResponse noSuchCall() {
    return new NotFoundResponse("no such call now");
  }

  private static void answer(Context request, Object body) {
    request.contentType("application/json").result(Json.line(body));
  }
}
