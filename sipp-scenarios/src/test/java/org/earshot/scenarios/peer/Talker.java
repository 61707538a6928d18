package org.earshot.scenarios.peer;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Sends recordings at the pace of speech: a packet every 20 ms in each call. */
public final class Talker implements AutoCloseable {
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Starts now and returns; stops after the last packet. */
  public void play(PhoneCall call, RtpStream stream, List<byte[]> audio) {
    Iterator<byte[]> rest = audio.iterator();
    AtomicReference<ScheduledFuture<?>> self = new AtomicReference<>();
    self.set(clock.scheduleAtFixedRate(() -> {
      if (rest.hasNext()) {
        call.media().send(stream.next(rest.next()), call.remoteMedia());
      } else {
        self.get().cancel(false);
      }
    }, 0, 20, TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
