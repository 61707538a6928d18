package org.earshot.sip.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listening TCP socket and its connections, accepted and made. A peer is addressed by the connection it has: its
 * source address and port, so that a phone behind NAT is reached by the connection it registered over.
 */
final class TcpProcessor extends StackProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(TcpProcessor.class);
  private static final int CONNECTIONS_MAX = 10_000;
  private static final int BACKLOG = 1024;

  private final ServerSocket listener;
  private final Map<InetSocketAddress, TcpConnection> connections = new ConcurrentHashMap<>();
  private final LogLimit complaints = new LogLimit(System::nanoTime);
  private final Thread acceptor;

  TcpProcessor(EarshotStack stack, InetSocketAddress bind) throws IOException {
    super(stack, Transport.TCP, bind);
    listener = new ServerSocket(bind.getPort(), BACKLOG, bind.getAddress());
    acceptor = Thread.ofPlatform().daemon().name("sip-tcp-" + getPort()).unstarted(this::accept);
  }

  @Override
  public void start() {
    acceptor.start();
  }

  @Override
  boolean listening() {
    return acceptor.isAlive();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        adopt(listener.accept());
      } catch (IOException | RuntimeException problem) {
        if (!listener.isClosed() && complaints.admits()) {
          LOG.warn("accepting on TCP port {}: {}", getPort(), problem.toString());
        }
      }
    }
  }

  private void adopt(Socket socket) throws IOException {
    var peer = (InetSocketAddress) socket.getRemoteSocketAddress();
    if (connections.size() >= CONNECTIONS_MAX) {
      socket.close();
      stack().intake().refused("connections-full", new Hop(Transport.TCP, peer));
      return;
    }
    var connection = new TcpConnection(this, peer);
    TcpConnection former = connections.put(peer, connection);
    if (former != null) {
      former.close();
    }
    connection.open(socket);
  }

  /** The connection to that peer, or one that will be made by its first message. */
  @Override
  TcpConnection channelTo(InetSocketAddress peer) {
    return connections.computeIfAbsent(peer, fresh -> new TcpConnection(this, fresh));
  }

  void forget(InetSocketAddress peer, TcpConnection connection) {
    connections.remove(peer, connection);
  }

  @Override
  public void stop() {
    try {
      listener.close();
    } catch (IOException alreadyGone) {
      LOG.debug("closing TCP port {}", getPort(), alreadyGone);
    }
    connections.values().forEach(TcpConnection::abort);
  }
}
