package org.earshot.app.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.earshot.app.json.Json;
import org.earshot.app.observe.RecentVerdicts;
import org.earshot.app.observe.TrunkStates;
import org.earshot.app.registrar.Binding;

/** Registrations, trunks, recent verdicts, what is held now, metrics and health. */
final class AdminResource {
  private static final int LISTED_MAX = 1_000;
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final ApiSources sources;

  AdminResource(ApiSources sources) {
    this.sources = sources;
  }

  /** {@code received}: where its REGISTER came from and calls are sent to. */
  private record BindingView(String user, String contact, String received, double q, Instant expires,
                             String userAgent) {
    static BindingView of(Binding binding) {
      return new BindingView(binding.user(), binding.contact().toString(), binding.received().toString(), binding.q(),
          binding.expires(), binding.userAgent());
    }
  }

  private record BindingList(int active, List<BindingView> registrations) {}

  private record TrunkList(List<TrunkStates.TrunkState> trunks) {}

  private record VerdictList(List<RecentVerdicts.Entry> verdicts) {}

  private record Readiness(String status, Map<String, String> checks) {}

  void registrations(Context request) {
    var all = sources.locations().all();
    answer(request, new BindingList(all.size(), all.stream().limit(LISTED_MAX).map(BindingView::of).toList()));
  }

  void trunks(Context request) {
    answer(request, new TrunkList(sources.trunks().all()));
  }

  void verdicts(Context request) {
    answer(request, new VerdictList(sources.verdicts().newestFirst()));
  }

  void standing(Context request) {
    answer(request, sources.standing().now());
  }

  void metrics(Context request) {
    var accept = request.header("Accept");
    var type = accept != null && accept.contains(OPEN_METRICS) ? OPEN_METRICS + "; version=1.0.0; charset=utf-8" : TEXT;
    request.contentType(type).result(sources.metrics().scrape(type));
  }

  void live(Context request) {
    answer(request, Map.of("status", "live"));
  }

  void ready(Context request) {
    var report = sources.health().report();
    request.status(report.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    answer(request, new Readiness(report.ready() ? "ready" : "not-ready", report.checks()));
  }

  private static void answer(Context request, Object body) {
    request.contentType("application/json").result(Json.line(body));
  }
}
