package org.earshot.media.relay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaEvents;

/** Collects events and waits for them. */
final class Events implements MediaEvents {
  private final List<MediaEvent> heard = new CopyOnWriteArrayList<>();

  @Override
  public void on(MediaEvent event) {
    heard.add(event);
  }

  <E extends MediaEvent> E await(Class<E> type) {
    return await(type, 1).getFirst();
  }

  <E extends MediaEvent> List<E> await(Class<E> type, int count) {
    Awaitility.await(type.getSimpleName()).until(() -> all(type).size() >= count);
    return all(type);
  }

  <E extends MediaEvent> List<E> all(Class<E> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<MediaEvent> all() {
    return List.copyOf(heard);
  }
}
