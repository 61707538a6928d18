package org.earshot.app.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.earshot.app.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error is {@code {"error": "..."}}; what went wrong inside goes to the log and nowhere else. */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private ErrorAnswers() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, (e, request) -> answer(request, e.getStatus(), e.getMessage()));
    routes.exception(Exception.class, (e, request) -> {
      LOG.error("request {} {} failed", request.method(), request.path(), e);
      answer(request, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "internal error; the log says more");
    });
  }

  private static void answer(Context request, int status, String why) {
    request.status(status).contentType("application/json").result(Json.line(Map.of("error", why)));
  }
}
