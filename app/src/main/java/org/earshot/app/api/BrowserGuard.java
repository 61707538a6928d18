package org.earshot.app.api;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps foreign web pages from using the browser of somebody who can reach us: there is no password here that a page
 * would lack.
 */
final class BrowserGuard {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final Pattern LOCAL_NAME =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);
  private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
      + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final boolean loopback;

  /** {@code loopback}: served on a loopback address only. */
  BrowserGuard(boolean loopback) {
    this.loopback = loopback;
  }

  void check(Context request) {
    setHeaders(request);
    refuseForeignNames(request);
    if (!SAFE_METHODS.contains(request.method().name())) {
      refuseForeignPages(request);
    }
  }

  /** Browsers send no preflight for a WebSocket and let any page open one. */
  void checkUpgrade(Context request) {
    refuseForeignNames(request);
    refuseForeignPages(request);
  }

  private static void setHeaders(Context request) {
    request.header("Content-Security-Policy", PAGE_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }

  /** A page can point a name of its own at 127.0.0.1 and so be of our origin; the Host header gives it away. */
  private void refuseForeignNames(Context request) {
    var host = request.header("Host");
    if (loopback && (host == null || !LOCAL_NAME.matcher(host).matches())) {
      throw new ForbiddenResponse("served to localhost only: use that name, or an address of 127.0.0.0/8");
    }
  }

  private static void refuseForeignPages(Context request) {
    var site = request.header("Sec-Fetch-Site");
    var origin = request.header("Origin");
    if (site != null && !OWN_SITES.contains(site) || origin != null && !ofHost(origin, request.header("Host"))) {
      throw new ForbiddenResponse("refused: sent by a page of another site");
    }
  }

  private static boolean ofHost(String origin, String host) {
    return host != null && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
  }
}
