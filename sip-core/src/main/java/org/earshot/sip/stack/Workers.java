package org.earshot.sip.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that parse datagrams and dispatch them. All messages of one Call-ID run on one thread, so that a 200
 * never overtakes the 180 before it. A thread that is too far behind for the
 * message's {@link Urgency} rejects it: the peer's repeat half a second later is worth more than an answer that comes too
 * late.
 */
final class Workers implements AutoCloseable {
  private static final byte[] CALL_ID = {'c', 'a', 'l', 'l', '-', 'i', 'd'};

  private final List<ThreadPoolExecutor> threads = new ArrayList<>();

  Workers(int count) {
    for (int i = 0; i < count; i++) {
      threads.add(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(Urgency.CALL.room()),
          Thread.ofPlatform().daemon().name("sip-worker-" + i).factory()));
    }
  }

  /** Throws RejectedExecutionException where the message's thread is too far behind for it. */
  void execute(byte[] message, Runnable task) {
    ThreadPoolExecutor thread = thread(callIdHash(message));
    if (thread.getQueue().size() >= Urgency.OTHER.room() && thread.getQueue().size() >= Urgency.of(message).room()) {
      throw new RejectedExecutionException("too far behind");
    }
    thread.execute(task);
  }

  /** On the thread of that number's; equal numbers keep their order. */
  void execute(int order, Runnable task) {
    thread(order).execute(task);
  }

  /** Messages before the thread that is furthest behind. */
  int waiting() {
    int most = 0;
    for (ThreadPoolExecutor thread : threads) {
      most = Math.max(most, thread.getQueue().size());
    }
    return most;
  }

  private ThreadPoolExecutor thread(int order) {
    return threads.get(Math.floorMod(order, threads.size()));
  }

  /** Of the value of the Call-ID field, long or compact; 0 where there is none. */
  static int callIdHash(byte[] message) {
    for (int i = 0; i < message.length - 2; i++) {
      if (message[i] == '\n') {
        int colon = nameEnd(message, i + 1);
        if (colon > 0) {
          return hashToLineEnd(message, colon);
        }
      }
    }
    return 0;
  }

  /** After the field's name, if it is that of Call-ID. */
  private static int nameEnd(byte[] message, int from) {
    int at = from;
    if ((message[at] | 0x20) == 'i') {
      at++;
    } else {
      for (byte letter : CALL_ID) {
        if (at >= message.length || (message[at] | 0x20) != letter) {
          return -1;
        }
        at++;
      }
    }
    return at < message.length && (message[at] == ':' || message[at] == ' ' || message[at] == '\t') ? at : -1;
  }

  private static int hashToLineEnd(byte[] message, int from) {
    int hash = 1;
    for (int i = from; i < message.length && message[i] != '\r' && message[i] != '\n'; i++) {
      if (message[i] > ' ' && message[i] != ':') {
        hash = 31 * hash + message[i];
      }
    }
    return hash;
  }

  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdownNow);
  }
}
