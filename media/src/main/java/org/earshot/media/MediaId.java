package org.earshot.media;

/** Names the media of one leg: the call's id and the leg's number in it, as in the logs. */
public record MediaId(String call, int leg) {
  @Override
  public String toString() {
    return call + "." + leg;
  }
}
