package org.earshot.app.guard;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many new calls a second from each source, with two seconds' worth in hand. Any thread. */
final class CallRate {
  private static final int HAND_S = 2;

  private final int perSecond;
  private final Map<InetAddress, Bucket> buckets;

  private record Bucket(double left, long at) {}

  /** {@code sourcesMax}: the least recent are forgotten, and begin with a full bucket again. */
  CallRate(int perSecond, int sourcesMax) {
    this.perSecond = perSecond;
    this.buckets = new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
        return size() > sourcesMax;
      }
    };
  }

  synchronized boolean admits(InetAddress source, long now) {
    Bucket bucket = buckets.getOrDefault(source, new Bucket((double) HAND_S * perSecond, now));
    double left = Math.min((double) HAND_S * perSecond, bucket.left + (now - bucket.at) / 1e9 * perSecond);
    boolean admitted = left >= 1;
    buckets.put(source, new Bucket(admitted ? left - 1 : left, now));
    return admitted;
  }
}
