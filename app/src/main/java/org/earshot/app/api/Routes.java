package org.earshot.app.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;

/** The table of everything that is served. {@code openapi.json} describes the same; a test compares the two. */
final class Routes {
  static final String EVENTS = "/v1/events";

  private final List<Route> table;
  private final EventSocket events;

  record Route(HandlerType method, String path, Handler handler) {}

  Routes(ApiSources sources, EventSocket events) {
    var calls = new CallsResource(sources.calls());
    var admin = new AdminResource(sources);
    var media = new MediaResource(sources.calls(), sources.folders());
    var bans = new BansResource(sources.guard());
    this.events = events;
    this.table = List.of(
        get("/", file("/web/index.html", "text/html; charset=utf-8")),
        get("/dashboard.js", file("/web/dashboard.js", "text/javascript; charset=utf-8")),
        get("/dashboard.css", file("/web/dashboard.css", "text/css; charset=utf-8")),
        get("/icon.svg", file("/web/icon.svg", "image/svg+xml")),
        get("/openapi.json", file("/api/openapi.json", "application/json")),
        get("/metrics", admin::metrics),
        get("/health/live", admin::live),
        get("/health/ready", admin::ready),
        get("/v1/calls", calls::list),
        get("/v1/calls/{id}", calls::one),
        new Route(HandlerType.DELETE, "/v1/calls/{id}", calls::hangUp),
        new Route(HandlerType.POST, "/v1/calls/{id}/play", media::play),
        new Route(HandlerType.DELETE, "/v1/calls/{id}/play", media::stop),
        new Route(HandlerType.POST, "/v1/calls/{id}/digits", media::digits),
        new Route(HandlerType.POST, "/v1/calls/{id}/recording", media::record),
        new Route(HandlerType.POST, "/v1/calls/{id}/recording/pause", media::pause),
        new Route(HandlerType.POST, "/v1/calls/{id}/recording/resume", media::resume),
        new Route(HandlerType.DELETE, "/v1/calls/{id}/recording", media::stopRecording),
        get("/v1/registrations", admin::registrations),
        get("/v1/bans", bans::list),
        new Route(HandlerType.DELETE, "/v1/bans/{address}", bans::lift),
        get("/v1/trunks", admin::trunks),
        get("/v1/verdicts", admin::verdicts),
        get("/v1/standing", admin::standing),
        get(EVENTS, Routes::wantsUpgrade));
  }

  List<Route> table() {
    return table;
  }

  void addTo(RoutesConfig routes, BrowserGuard guard) {
    routes.before(guard::check);
    routes.wsBeforeUpgrade(guard::checkUpgrade);
    table.forEach(route -> routes.addHttpHandler(route.method, route.path, route.handler));
    routes.ws(EVENTS, events::configure);
    ErrorAnswers.addTo(routes);
  }

  private static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  /** Where somebody asks for the events without the Upgrade header that makes it a WebSocket. */
  private static void wantsUpgrade(Context request) {
    request.header("Upgrade", "websocket");
    throw new HttpResponseException(HttpStatus.UPGRADE_REQUIRED, "a WebSocket: connect with ws:// or wss://", Map.of());
  }

  private static Handler file(String resource, String type) {
    return WebFile.read(resource, type)::send;
  }
}
