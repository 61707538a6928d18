package org.earshot.app.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.identity.Identities;
import org.earshot.app.route.CallLimit;

/** Those who call: who they are to the other side, and how many calls a user may make. Any thread. */
final class Callers {
  private final Identities identities;
  private final LongSupplier nanos;
  private final Map<String, CallLimit> limits = new HashMap<>();

  Callers(Identities identities, List<User> users, LongSupplier nanos) {
    this.identities = identities;
    this.nanos = nanos;
    users.forEach(user -> limits.put(user.name(), new CallLimit(user.limits(), nanos.getAsLong())));
  }

  Identities identities() {
    return identities;
  }

  /** Takes a place in the user's limits; give it back by {@link #release}. */
  boolean acquire(String user) {
    CallLimit limit = limits.get(user);
    return limit == null || limit.acquire(nanos.getAsLong());
  }

  void release(String user) {
    CallLimit limit = limits.get(user);
    if (limit != null) {
      limit.release();
    }
  }
}
