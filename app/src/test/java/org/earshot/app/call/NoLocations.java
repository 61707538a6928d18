package org.earshot.app.call;

import java.util.List;
import org.earshot.app.registrar.Binding;
import org.earshot.app.registrar.Locations;

/** Nobody is registered. */
final class NoLocations implements Locations {
  @Override
  public List<Binding> lookup(String user) {
    return List.of();
  }

  @Override
  public List<Binding> all() {
    return List.of();
  }
}
