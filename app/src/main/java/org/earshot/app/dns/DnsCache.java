package org.earshot.app.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Remembers answers for as long as their records say, within bounds, and asks once where several want to know. What
 * nobody could answer is not remembered. Any thread.
 */
public final class DnsCache implements Dns {
  /** A carrier that sets a TTL of 0 would be asked for each call. */
  private static final Duration LIFE_MIN = Duration.ofSeconds(5);
  /** A mistake in a zone shall not outlive its correction by a day. */
  private static final Duration LIFE_MAX = Duration.ofHours(1);
  private static final Duration LIFE_OF_NOTHING = Duration.ofSeconds(30);
  private static final int ANSWERS_MAX = 2_000;

  private final Dns source;
  private final LongSupplier nanos;
  private final LinkedHashMap<Question, Answer> answers = new LinkedHashMap<>();

  private record Question(String name, ResourceRecord.Type type) {}

  /** {@code untilNanos}: 0 while the answer is awaited. */
  private record Answer(CompletableFuture<List<ResourceRecord>> records, long untilNanos) {}

  public DnsCache(Dns source, LongSupplier nanos) {
    this.source = source;
    this.nanos = nanos;
  }

  @Override
  public CompletionStage<List<ResourceRecord>> ask(String name, ResourceRecord.Type type) {
    var question = new Question(name.toLowerCase(Locale.ROOT), type);
    var fresh = new CompletableFuture<List<ResourceRecord>>();
    synchronized (answers) {
      Answer known = answers.get(question);
      if (known != null && (known.untilNanos == 0 || known.untilNanos - nanos.getAsLong() > 0)) {
        return known.records;
      }
      answers.remove(question);
      if (answers.size() >= ANSWERS_MAX) {
        answers.pollFirstEntry();
      }
      answers.put(question, new Answer(fresh, 0));
    }
    source.ask(name, type).whenComplete((records, problem) -> {
      keep(question, new Answer(fresh, problem == null ? nanos.getAsLong() + lifeOf(records).toNanos() : 0), problem == null);
      if (problem == null) {
        fresh.complete(records);
      } else {
        fresh.completeExceptionally(problem);
      }
    });
    return fresh;
  }

  private void keep(Question question, Answer answer, boolean good) {
    synchronized (answers) {
      if (good) {
        answers.put(question, answer);
      } else {
        answers.remove(question);
      }
    }
  }

  static Duration lifeOf(List<ResourceRecord> records) {
    long shortest = records.stream().mapToLong(ResourceRecord::ttlS).min().orElse(LIFE_OF_NOTHING.toSeconds());
    return Duration.ofSeconds(Math.clamp(shortest, LIFE_MIN.toSeconds(), LIFE_MAX.toSeconds()));
  }
}
