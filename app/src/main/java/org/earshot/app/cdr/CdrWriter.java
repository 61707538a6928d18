package org.earshot.app.cdr;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.earshot.app.events.Refusals;
import org.earshot.app.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records to a file on a thread of its own, flushed a batch at a time. No record is lost in silence: while the
 * file cannot be written each line goes to the log at ERROR, and the file is tried again with the next batch.
 */
public final class CdrWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CdrWriter.class);
  /** Minutes of a disk that hangs, at a thousand calls a second. */
  private static final int WAITING_MAX = 65_536;
  private static final int BATCH_MAX = 512;
  private static final long POLL_MS = 200;
  /** Records that end within this are one write: cheaper, and still "at once" to whoever reads the file. */
  private static final long GATHER_MS = 50;
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final String REFUSED_QUEUE = "cdr";
  private static final String REFUSED_FILE = "cdr-file";

  private final CdrFile file;
  private final Refusals refusals;
  private final BlockingQueue<Cdr> waiting;
  private final AtomicBoolean overflowing = new AtomicBoolean();
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean open = true;
  private boolean failing;

  public CdrWriter(Path path, Refusals refusals) {
    this(path, refusals, WAITING_MAX);
  }

  CdrWriter(Path path, Refusals refusals, int waitingMax) {
    this.file = new CdrFile(path);
    this.refusals = refusals;
    this.waiting = new ArrayBlockingQueue<>(waitingMax);
    this.thread = Thread.ofPlatform().name("cdr").start(this::run);
  }

  /** Puts a record in the queue and returns. Any thread. */
  public void write(Cdr record) {
    if (open && waiting.offer(record)) {
      overflowing.set(false);
      return;
    }
    refusals.refused(REFUSED_QUEUE);
    if (overflowing.compareAndSet(false, true)) {
      LOG.error("CDR queue full or closed; records are lost and counted, the first is {}", Json.line(record));
    }
  }

  private void run() {
    var batch = new ArrayList<Cdr>(BATCH_MAX);
    try {
      while (open || !waiting.isEmpty()) {
        var first = waiting.poll(POLL_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          closing.await(GATHER_MS, TimeUnit.MILLISECONDS);
          waiting.drainTo(batch, BATCH_MAX - 1);
          append(batch.stream().map(Json::line).toList());
          batch.clear();
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("CDR writer interrupted");
    } finally {
      file.close();
    }
  }

  private void append(List<String> lines) {
    try {
      file.append(lines);
      if (failing) {
        failing = false;
        LOG.warn("CDR file {} can be written again", file.path());
      }
    } catch (IOException e) {
      keep(lines, e);
    }
  }

  private void keep(List<String> lines, IOException why) {
    if (!failing) {
      failing = true;
      LOG.error("CDR file {} cannot be written: {}; records go to this log until it can", file.path(),
          why.toString());
    }
    for (var line : lines) {
      refusals.refused(REFUSED_FILE);
      LOG.error("CDR {}", line);
    }
  }

  /** Writes what waits, for a short while. */
  @Override
  public void close() {
    open = false;
    closing.countDown();
    try {
      if (!thread.join(DRAIN)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (var left = waiting.poll(); left != null; left = waiting.poll()) {
      LOG.error("CDR {}", Json.line(left));
    }
  }
}
