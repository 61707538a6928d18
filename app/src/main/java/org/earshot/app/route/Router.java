package org.earshot.app.route;

/** Decides where a call goes; pure over a snapshot of the configuration. Any thread. */
@FunctionalInterface
public interface Router {
  RouteDecision route(CallRequest request);
}
