package org.earshot.media;

/** What the call core hears of media. Called on a media loop, which must not be held up: post and return. */
@FunctionalInterface
public interface MediaEvents {
  void on(MediaEvent event);
}
