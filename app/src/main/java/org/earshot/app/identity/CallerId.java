package org.earshot.app.identity;

import java.util.List;
import org.earshot.sip.message.Headers.Field;

/**
 * Who calls.
 *
 * @param number   a user's name, or the number that a trunk says; "anonymous" where it says none
 * @param display  display name; may be empty
 * @param withheld the callee shall not learn it
 * @param history  Diversion and History-Info, of a trunk that is trusted
 * @param carried  header fields that its side lists in pass-headers
 */
public record CallerId(String number, String display, boolean withheld, List<Field> history, List<Field> carried) {
  static final String NOBODY = "anonymous";
}
