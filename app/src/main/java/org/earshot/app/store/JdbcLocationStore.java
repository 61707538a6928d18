package org.earshot.app.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.earshot.app.StartException;
import org.earshot.app.registrar.Binding;
import org.earshot.app.registrar.LocationChange;
import org.earshot.app.registrar.LocationStore;
import org.earshot.sip.message.SipUri;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Bindings in a table, written in groups by one thread. Any thread may call; close it before its database. */
public final class JdbcLocationStore implements LocationStore, AutoCloseable {
  // A REGISTER waits behind at most that many others: about a second's worth on a slow disk.
  private static final int QUEUE_MAX = 16_384;
  // Bounds how long one transaction holds the answers of those in it.
  private static final int GROUP_MAX = 2_048;

  private static final String LOAD = """
      SELECT aor, contact, transport, host, port, q, expires_at, call_id, cseq, user_agent, path
      FROM bindings WHERE expires_at > ? ORDER BY updated_at DESC""";
  private static final String FORGET = "DELETE FROM bindings WHERE expires_at <= ?";
  private static final String REMOVE = "DELETE FROM bindings WHERE aor = ? AND contact = ?";
  private static final String PUT = """
      INSERT INTO bindings
        (aor, contact, transport, host, port, q, expires_at, updated_at, call_id, cseq, user_agent, path)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (aor, contact) DO UPDATE SET
        transport = excluded.transport, host = excluded.host, port = excluded.port, q = excluded.q,
        expires_at = excluded.expires_at, updated_at = excluded.updated_at, call_id = excluded.call_id,
        cseq = excluded.cseq, user_agent = excluded.user_agent, path = excluded.path""";

  private record Key(String aor, String contact) {}

  private record Row(Binding binding, Instant updated) {}

  private final Jdbi jdbi;
  private final GroupCommit<LocationChange> commits;
  private final Runnable onRefused;

  /** {@code onRefused}: told of each change that found the queue full. */
  public JdbcLocationStore(Database database, Runnable onRefused) {
    this(database, QUEUE_MAX, onRefused);
  }

  JdbcLocationStore(Database database, int queueMax, Runnable onRefused) {
    this.jdbi = database.jdbi();
    this.commits = new GroupCommit<>("store-writer", queueMax, GROUP_MAX, this::write);
    this.onRefused = onRefused;
  }

  @Override
  public List<Binding> load(Instant now) {
    try {
      return jdbi.inTransaction(handle -> {
        handle.execute(FORGET, now.toEpochMilli());
        return handle.createQuery(LOAD).bind(0, now.toEpochMilli()).map((row, _) -> BindingRow.read(row))
            .filter(Optional::isPresent).map(Optional::get).list();
      });
    } catch (JdbiException e) {
      throw new StartException("cannot read the registrations: " + Causes.root(e), e);
    }
  }

  @Override
  public void commit(LocationChange change, Consumer<Outcome> done) {
    commits.submit(change, outcome -> {
      if (outcome == Outcome.REFUSED) {
        onRefused.run();
      }
      done.accept(outcome);
    });
  }

  private void write(List<LocationChange> group) {
    Map<Key, Optional<Row>> last = last(group);
    jdbi.useTransaction(handle -> {
      remove(handle, last);
      put(handle, last.values().stream().flatMap(Optional::stream).toList());
    });
  }

  /** What is left to do of a group: the last word on each row. An empty value removes it. */
  private static Map<Key, Optional<Row>> last(List<LocationChange> group) {
    var last = new LinkedHashMap<Key, Optional<Row>>();
    for (LocationChange change : group) {
      for (SipUri contact : change.removed()) {
        last.put(new Key(change.user(), contact.toString()), Optional.empty());
      }
      for (Binding binding : change.put()) {
        var row = new Row(binding, change.at());
        last.put(new Key(change.user(), binding.contact().toString()), Optional.of(row));
      }
    }
    return last;
  }

  private static void remove(Handle handle, Map<Key, Optional<Row>> last) {
    List<Key> keys = last.keySet().stream().filter(key -> last.get(key).isEmpty()).toList();
    if (keys.isEmpty()) {
      return;
    }
    try (var batch = handle.prepareBatch(REMOVE)) {
      keys.forEach(key -> batch.add(key.aor, key.contact));
      batch.execute();
    }
  }

  private static void put(Handle handle, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (var batch = handle.prepareBatch(PUT)) {
      rows.forEach(row -> batch.add(BindingRow.values(row.binding, row.updated)));
      batch.execute();
    }
  }

  /** False from a write that failed to the next that succeeds. Any thread. */
  public boolean writable() {
    return commits.writable();
  }

  public StoreStatistics statistics() {
    return commits.statistics();
  }

  /** Writes what is queued, then ends. */
  @Override
  public void close() {
    commits.close();
  }
}
