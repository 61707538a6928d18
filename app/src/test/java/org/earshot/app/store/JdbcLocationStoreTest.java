package org.earshot.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.earshot.app.store.StoreFixtures.NOW;
import static org.earshot.app.store.StoreFixtures.binding;
import static org.earshot.app.store.StoreFixtures.commit;
import static org.earshot.app.store.StoreFixtures.put;
import static org.earshot.app.store.StoreFixtures.remove;
import static org.earshot.app.store.StoreFixtures.url;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.earshot.app.registrar.Binding;
import org.earshot.app.registrar.LocationChange;
import org.earshot.app.registrar.LocationStore.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcLocationStoreTest {
  // Waits for another program's lock as long as a loaded machine may need
  private static final String PATIENT = "?busy_timeout=60000";

  private final AtomicLong refused = new AtomicLong();
  @TempDir
  private Path directory;
  private Database database;
  private JdbcLocationStore store;

  /** {@code parameters} of the URL: settings of SQLite. */
  private void open(String parameters, int queueMax) {
    database = Database.open(url(directory) + parameters);
    store = new JdbcLocationStore(database, queueMax, refused::incrementAndGet);
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
  }

  private List<Binding> reopened() {
    close();
    open("", 100);
    return store.load(NOW);
  }

  @Test
  void shouldGiveBackEveryFieldAfterReopening() {
    open("", 100);
    assertThat(commit(store, put("alice", "sip:alice@[::1]:44010;transport=tcp;x=%20y")).join()).isEqualTo(Outcome.COMMITTED);

    assertThat(reopened()).containsExactly(binding("alice", "sip:alice@[::1]:44010;transport=tcp;x=%20y"));
  }

  @Test
  void shouldReplaceRefreshedAndDropRemovedContacts() {
    open("", 100);
    commit(store, put("alice", "sip:a@h")).join();
    commit(store, put("alice", "sip:b@h")).join();
    commit(store, put("bob", "sip:a@h")).join();
    var refreshed = new Binding("alice", binding("alice", "sip:b@h").contact(), binding("alice", "sip:b@h").received(), 1,
        NOW.plusSeconds(60), "other call", 8, "");
    var change = new LocationChange("alice", List.of(refreshed), remove("alice", "sip:a@h").removed(), NOW.plusSeconds(1));
    commit(store, change).join();

    assertThat(reopened()).containsExactly(refreshed, binding("bob", "sip:a@h"));
  }

  @Test
  void shouldForgetWhatExpiredWhileTheServerWasDown() {
    open("", 100);
    commit(store, put("alice", "sip:a@h")).join();

    assertThat(store.load(NOW.plus(Duration.ofHours(1)))).isEmpty();
    assertThat(store.load(NOW)).as("gone from the disk too").isEmpty();
  }

  @Test
  void shouldKeepTheLastWordOfAGroupOnEachContact() throws SQLException {
    open(PATIENT, 100);
    try (Connection other = locked()) {
      commit(store, put("zoe", "sip:z@h"));
      List<CompletableFuture<Outcome>> group = List.of(commit(store, put("alice", "sip:a@h")),
          commit(store, remove("alice", "sip:a@h")), commit(store, remove("bob", "sip:b@h")),
          commit(store, put("bob", "sip:b@h")));
      other.close();
      group.forEach(outcome -> assertThat(outcome.join()).isEqualTo(Outcome.COMMITTED));
    }

    assertThat(reopened()).extracting(Binding::user).containsExactlyInAnyOrder("bob", "zoe");
  }

  @Test
  void shouldWriteManyChangesInFewTransactions() throws SQLException {
    open(PATIENT, 10_000);
    List<CompletableFuture<Outcome>> outcomes;
    try (Connection other = locked()) {
      outcomes = IntStream.range(0, 1000).mapToObj(i -> commit(store, put("user" + i, "sip:u@h"))).toList();
      assertThat(outcomes).noneMatch(CompletableFuture::isDone);
    }
    outcomes.forEach(outcome -> assertThat(outcome.join()).isEqualTo(Outcome.COMMITTED));

    assertThat(store.statistics().committed()).isEqualTo(1000);
    assertThat(store.statistics().transactions()).as("what came before the lock was seen, and the rest").isLessThan(5);
    assertThat(reopened()).hasSize(1000);
  }

  @Test
  void shouldFailWhileAnotherProgramHoldsTheDatabaseAndThenRecover() throws SQLException {
    open("?busy_timeout=20", 100);
    try (Connection other = locked()) {
      assertThat(commit(store, put("alice", "sip:a@h")).join()).isEqualTo(Outcome.FAILED);
    }

    assertThat(commit(store, put("bob", "sip:b@h")).join()).isEqualTo(Outcome.COMMITTED);
    assertThat(reopened()).extracting(Binding::user).containsExactly("bob");
  }

  @Test
  void shouldFailWhenTheDiskIsFullAndRecoverWhenThereIsRoom() {
    // SQLite answers a page count at its limit as it does a full disk: SQLITE_FULL
    open("?max_page_count=14", 10_000);
    int written = 0;
    while (written < 10_000 && commit(store, put("user" + written, "sip:u@h")).join() == Outcome.COMMITTED) {
      written++;
    }
    assertThat(written).isBetween(10, 9_999);

    IntStream.range(0, written).mapToObj(i -> commit(store, remove("user" + i, "sip:u@h"))).toList()
        .forEach(outcome -> assertThat(outcome.join()).isEqualTo(Outcome.COMMITTED));
    assertThat(commit(store, put("alice", "sip:a@h")).join()).isEqualTo(Outcome.COMMITTED);
    assertThat(reopened()).extracting(Binding::user).containsExactly("alice");
  }

  @Test
  void shouldWriteNothingOfAGroupThatFails() throws SQLException {
    open(PATIENT + "&max_page_count=14", 10_000);
    var outcomes = new ArrayList<CompletableFuture<Outcome>>();
    try (Connection other = locked()) {
      commit(store, put("first", "sip:u@h"));
      await().until(() -> store.statistics().queued() == 0);
      IntStream.range(0, 1500).forEach(i -> outcomes.add(commit(store, put("user" + i, "sip:u@h"))));
    }
    // how many groups they make is up to the threads: those that did not fit the file have left nothing in it
    List<String> committed = IntStream.range(0, outcomes.size())
        .filter(i -> outcomes.get(i).join() == Outcome.COMMITTED).mapToObj(i -> "user" + i).toList();
    assertThat(committed).hasSizeLessThan(outcomes.size());

    assertThat(reopened()).extracting(Binding::user).contains("first").containsAll(committed)
        .hasSize(committed.size() + 1);
  }

  @Test
  void shouldRefuseWhenTheQueueIsFullAndAfterTheEnd() throws SQLException {
    open(PATIENT, 2);
    try (Connection other = locked()) {
      List<CompletableFuture<Outcome>> outcomes =
          IntStream.range(0, 10).mapToObj(i -> commit(store, put("user" + i, "sip:u@h"))).toList();
      assertThat(outcomes.getLast()).isCompletedWithValue(Outcome.REFUSED);
      assertThat(store.statistics().refused()).isBetween(6L, 8L).isEqualTo(refused.get());
      other.close();
      store.close();
      assertThat(outcomes.getFirst()).as("what was queued is written").isCompletedWithValue(Outcome.COMMITTED);
    }

    assertThat(commit(store, put("late", "sip:u@h"))).isCompletedWithValue(Outcome.REFUSED);
  }

  @Test
  void shouldLeaveOutARowThatMakesNoSense() throws SQLException {
    open("", 100);
    commit(store, put("alice", "sip:a@h")).join();
    commit(store, put("bob", "sip:b@h")).join();
    try (Connection other = DriverManager.getConnection(url(directory)); var statement = other.createStatement()) {
      statement.executeUpdate("UPDATE bindings SET host = 'nowhere' WHERE aor = 'bob'");
    }

    assertThat(reopened()).extracting(Binding::user).containsExactly("alice");
  }

  /** Another program's connection that holds the right to write. */
  private Connection locked() throws SQLException {
    Connection other = DriverManager.getConnection(url(directory));
    other.setAutoCommit(false);
    try (var statement = other.createStatement()) {
      statement.executeUpdate("DELETE FROM bindings WHERE aor = 'nobody'");
    }
    return other;
  }
}
