package org.earshot.app.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.earshot.app.json.Json;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers what never gets as far as a route (no HTTP, no Host, an impossible path) as {@link ErrorAnswers} does. */
final class JettyErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback done) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    var answer = Json.line(Map.of("error", HttpStatus.getMessage(response.getStatus())));
    response.write(true, BufferUtil.toBuffer(answer, StandardCharsets.UTF_8), done);
    return true;
  }
}
