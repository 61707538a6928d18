package org.earshot.app.api;

import io.javalin.websocket.WsCloseStatus;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.EventBus;
import org.earshot.app.events.EventQueue;
import org.earshot.app.events.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/events}: facts as JSON, one a text message, from the moment of connecting. A client that cannot keep up
 * is cut off, so that it knows that it has missed something. Handlers run on Jetty's threads; each client is written
 * to on its own virtual thread.
 */
final class EventSocket {
  private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);
  private static final int CLIENTS_MAX = 100;
  private static final int WAITING_MAX = 1_024;
  private static final long SEND_MAX_S = 10;

  private final EventBus events;
  private final Refusals refusals;
  private final Map<String, Client> clients = new ConcurrentHashMap<>();

  private record Client(EventQueue queue, EventBus.Subscription subscription) {
    void end() {
      subscription.close();
      queue.close();
    }
  }

  EventSocket(EventBus events, Refusals refusals) {
    this.events = events;
    this.refusals = refusals;
  }

  void configure(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onClose(this::gone);
    socket.onError(this::gone);
  }

  private void connected(WsContext client) {
    if (clients.size() >= CLIENTS_MAX) {
      client.closeSession(WsCloseStatus.TRY_AGAIN_LATER, "too many clients");
      return;
    }
    client.enableAutomaticPings();
    var queue = new EventQueue("websocket", WAITING_MAX, event -> send(client, event), () -> tooSlow(client));
    clients.put(client.sessionId(), new Client(queue, events.inline(queue)));
  }

  private void gone(WsContext client) {
    var known = clients.remove(client.sessionId());
    if (known != null) {
      known.end();
    }
  }

  /** Waits until the message has left, so that what waits does so in our bounded queue and not in Jetty's. */
  private void send(WsContext client, DomainEvent event) {
    if (!client.session.isOpen()) {
      return;
    }
    var sent = new Callback.Completable();
    client.session.sendText(EventJson.of(event), sent);
    try {
      sent.get(SEND_MAX_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("event not sent to {}: {}", client.sessionId(), e.toString());
      client.session.disconnect();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tooSlow(WsContext client) {
    refusals.refused("websocket");
    var known = clients.remove(client.sessionId());
    if (known != null) {
      LOG.info("event client cut off: {} events were waiting for it", WAITING_MAX);
      Thread.startVirtualThread(() -> {
        client.closeSession(WsCloseStatus.TRY_AGAIN_LATER, "too slow: events were lost");
        known.end();
      });
    }
  }

  int clients() {
    return clients.size();
  }
}
