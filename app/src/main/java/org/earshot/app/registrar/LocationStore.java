package org.earshot.app.registrar;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Bindings on disk. Any thread. */
public interface LocationStore {

  /** What became of a change. */
  enum Outcome {
    /** On disk: it survives a crash of the process and of the machine. */
    COMMITTED,
    /** Not written. */
    FAILED,
    /** Not even tried: too much is waiting to be written. */
    REFUSED
  }

  /** All that had not expired by then, the most recently written first. Blocks: for the start of the server. */
  List<Binding> load(Instant now);

  /**
   * Writes a change, all of it or nothing; never blocks. {@code done} hears the outcome once, on the store's writer
   * thread (REFUSED: on the caller's), and must return at once. Changes of one user are written in the order given.
   */
  void commit(LocationChange change, Consumer<Outcome> done);
}
