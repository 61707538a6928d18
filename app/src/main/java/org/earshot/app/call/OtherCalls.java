package org.earshot.app.call;

import java.util.function.Consumer;

/** How one call reaches another, which another loop may own. */
@FunctionalInterface
interface OtherCalls {
  /**
   * Has something done to the call {@code to}, on its loop, later; or to {@code from}, on its own, where there is no
   * such call any more. Never waits.
   */
  void tell(String from, String to, Consumer<Call> what, Consumer<Call> ifGone);
}
