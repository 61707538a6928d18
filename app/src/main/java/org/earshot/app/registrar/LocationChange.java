package org.earshot.app.registrar;

import java.time.Instant;
import java.util.List;
import org.earshot.sip.message.SipUri;

/**
 * What one REGISTER, or the passing of time, does to the bindings of a user.
 *
 * @param put     new or refreshed
 * @param removed contacts as they were registered; none of them is in {@code put}
 */
public record LocationChange(String user, List<Binding> put, List<SipUri> removed, Instant at) {
  public LocationChange {
    put = List.copyOf(put);
    removed = List.copyOf(removed);
  }
}
