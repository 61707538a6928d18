package org.earshot.app.dns;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Asks name servers. Any thread; never blocks. */
@FunctionalInterface
public interface Dns {
  /** No records where there are none of that type; completed exceptionally where nobody can say. */
  CompletionStage<List<ResourceRecord>> ask(String name, ResourceRecord.Type type);
}
