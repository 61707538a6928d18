package org.earshot.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.earshot.app.registrar.Phone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registrar over the real store, asked by many threads at once. */
class RegistrarOnDiskTest {
  private static final int USERS = 8;
  private static final int THREADS = 4;
  private static final int ROUNDS = 50;

  @TempDir
  private Path directory;

  @Test
  void shouldHoldInMemoryWhatIsOnDiskWhenManyRegisterAtOnce() throws InterruptedException {
    try (var bench = new DiskBench(directory, USERS, 32)) {
      List<Thread> threads = IntStream.range(0, THREADS)
          .mapToObj(number -> Thread.ofPlatform().start(() -> registerOften(bench, number))).toList();
      for (Thread thread : threads) {
        thread.join();
      }
      bench.settle();

      assertThat(bench.store().load(Instant.now())).hasSize(USERS * THREADS)
          .containsExactlyInAnyOrderElementsOf(bench.table().all());
      StoreStatistics statistics = bench.store().statistics();
      assertThat(statistics.committed()).isEqualTo(USERS * THREADS * ROUNDS);
      assertThat(statistics.transactions()).as("groups").isLessThan(statistics.committed());
    }
  }

  /** Each thread is a phone of every user. */
  private static void registerOften(DiskBench bench, int number) {
    List<Phone> phones = bench.phones("phone " + number);
    for (int round = 0; round < ROUNDS; round++) {
      phones.forEach(phone -> bench.send(phone.register("Contact", "<sip:phone" + number + "@127.0.0.1:44010>")));
    }
  }
}
