package org.earshot.sip.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.earshot.sip.message.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection: a virtual thread reads and dispatches, which keeps the peer's order; another one writes, so that
 * a peer that stops reading holds up nobody. Made by the first message to an unknown peer, which waits for it.
 */
final class TcpConnection extends StackChannel {
  private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);
  private static final int CONNECT_TIMEOUT_MS = 4000;
  private static final int MESSAGE_TIMEOUT_MS = 10_000;
  private static final int LINGER_MS = 2000;
  private static final int QUEUED_MAX = 512;
  private static final byte[] END = new byte[0];
  private static final byte[] PONG = {'\r', '\n'};

  private final TcpProcessor processor;
  private final InetSocketAddress peer;
  private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>(QUEUED_MAX);
  private final ReentrantLock opening = new ReentrantLock();
  private final CountDownLatch written = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile Socket socket;
  private volatile boolean closed;

  TcpConnection(TcpProcessor processor, InetSocketAddress peer) {
    super(processor, Transport.TCP, peer, processor.stack().intake());
    this.processor = processor;
    this.peer = peer;
  }

  /** Takes over a connected socket. */
  void open(Socket connected) throws IOException {
    connected.setTcpNoDelay(true);
    connected.setKeepAlive(true);
    socket = connected;
    if (closed) {
      abort();
      return;
    }
    Thread.ofVirtual().name("sip-tcp-read").start(this::read);
    Thread.ofVirtual().name("sip-tcp-write").start(this::writeQueued);
  }

  @Override
  void write(byte[] message) throws IOException {
    if (socket == null) {
      connect();
    }
    if (closed) {
      throw new IOException("the connection to " + peer() + " is closed");
    }
    if (!outgoing.offer(message)) {
      close();
      throw new IOException(peer() + " does not read");
    }
  }

  private void connect() throws IOException {
    opening.lock();
    try {
      if (socket != null || closed) {
        return;
      }
      var fresh = new Socket();
      try {
        if (!processor.getIpAddress().isAnyLocalAddress()) {
          fresh.bind(new InetSocketAddress(processor.getIpAddress(), 0));
        }
        fresh.connect(peer, CONNECT_TIMEOUT_MS);
        open(fresh);
      } catch (IOException refused) {
        fresh.close();
        close();
        throw new IOException("no connection to " + peer() + ": " + refused.getMessage(), refused);
      }
    } finally {
      opening.unlock();
    }
  }

  private void read() {
    var intake = processor.stack().intake();
    try {
      var framer = new MessageFramer(socket, processor.getMaximumMessageSize(), MESSAGE_TIMEOUT_MS);
      while (!closed) {
        switch (framer.next()) {
          case MessageFramer.Message message -> received(message.bytes());
          // RFC 5626 §4.4.1: a ping of two line breaks is answered by one
          case MessageFramer.Ping ping -> outgoing.offer(PONG);
          case MessageFramer.Broken broken -> {
            intake.unframed(broken, this);
            return;
          }
          case MessageFramer.End end -> {
            return;
          }
        }
      }
    } catch (IOException gone) {
      // the peer went away, or we closed: there is nobody to tell
    } finally {
      close();
    }
  }

  private void writeQueued() {
    try {
      OutputStream out = socket.getOutputStream();
      for (byte[] message = outgoing.take(); message != END; message = outgoing.take()) {
        out.write(message);
      }
    } catch (IOException | InterruptedException gone) {
      // what was queued is lost, as it would be with the connection
    } finally {
      written.countDown();
      close();
    }
  }

  /** Lets what is queued leave first, for as long as the peer takes it. */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      closed = true;
      processor.forget(peer, this);
      outgoing.offer(END);
      Thread.ofVirtual().name("sip-tcp-close").start(this::closeWhenWritten);
    }
  }

  private void closeWhenWritten() {
    try {
      boolean done = socket == null || written.await(LINGER_MS, TimeUnit.MILLISECONDS);
      LOG.trace("{} closed, everything written: {}", peer, done);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      abort();
    }
  }

  /** Ends the connection at once. */
  void abort() {
    closed = true;
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyGone) {
        LOG.trace("closing {}", peer, alreadyGone);
      }
    }
  }
}
