package org.earshot.app.guard;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is held against sources, the last {@code max} of them: an attacker's addresses must not fill the memory. Any thread. */
final class Suspects {
  private final Map<InetAddress, Suspect> bySource;

  Suspects(int max) {
    bySource = new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<InetAddress, Suspect> eldest) {
        return size() > max;
      }
    };
  }

  synchronized Suspect change(InetAddress source, long now, UnaryOperator<Suspect> change) {
    Suspect changed = change.apply(bySource.computeIfAbsent(source, _ -> Suspect.fresh(now)));
    bySource.put(source, changed);
    return changed;
  }

  synchronized boolean isTrusted(InetAddress source, long now) {
    Suspect known = bySource.get(source);
    return known != null && known.isTrusted(now);
  }

  synchronized void forget(InetAddress source) {
    bySource.remove(source);
  }

  synchronized int size() {
    return bySource.size();
  }
}
