package org.earshot.app.call;

import java.util.List;
import java.util.Optional;

/** The calls of this moment, for the API and health. Any thread. */
public interface CallDirectory {
  List<CallSnapshot> calls();

  Optional<CallSnapshot> call(String id);

  /** Asks a call to end; false where there is none. */
  boolean hangUp(String id);

  /** Asks for something in the media of a call; false where there is none. What came of it is told by events. */
  boolean command(String id, MediaCommand command);

  int active();
}
