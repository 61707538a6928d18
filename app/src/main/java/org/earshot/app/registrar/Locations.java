package org.earshot.app.registrar;

import java.util.List;

/** Who is where now: from memory, any thread. */
public interface Locations {
  /** Unexpired bindings of a user, highest q first, then the most recent. */
  List<Binding> lookup(String user);

  /** All unexpired bindings. */
  List<Binding> all();
}
