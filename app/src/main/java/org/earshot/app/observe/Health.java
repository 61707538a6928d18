package org.earshot.app.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Whether calls should be sent here. Parts of the server add their own checks; each says what is wrong, or nothing.
 * Any thread; checks must return at once.
 */
public final class Health {
  private static final String OK = "ok";

  private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentSkipListMap<>();
  private volatile boolean draining;

  /** {@code checks}: "ok" or what is wrong, by the part's name. */
  public record Report(boolean ready, Map<String, String> checks) {}

  /** {@code problem}: empty while all is well. */
  public void check(String part, Supplier<Optional<String>> problem) {
    checks.put(part, problem);
  }

  /** From now on not ready: calls under way go on, new ones should go elsewhere. */
  public void drain() {
    draining = true;
  }

  public Report report() {
    var results = new LinkedHashMap<String, String>();
    checks.forEach((part, problem) -> results.put(part, ask(problem)));
    results.put("drain", draining ? "draining" : OK);
    return new Report(results.values().stream().allMatch(OK::equals), results);
  }

  private static String ask(Supplier<Optional<String>> problem) {
    try {
      return problem.get().orElse(OK);
    } catch (RuntimeException e) {
      return "check failed: " + e.getClass().getSimpleName();
    }
  }
}
