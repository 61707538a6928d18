package org.earshot.app.call;

import java.util.List;
import java.util.Optional;
import org.earshot.app.registrar.Binding;
import org.earshot.app.route.Trunks;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;

/** Somebody to call. */
sealed interface Attempt {

  /** A phone. {@code hop}: where its INVITE goes, the connection it registered over to begin with. */
  record Contact(Binding binding, Hop hop) implements Attempt {
    static Contact of(Binding binding) {
      return new Contact(binding, binding.received());
    }
  }

  /**
   * A number at a trunk.
   *
   * @param ways  the trunk's addresses that are left to try, the one to try first; none: whatever it has when called
   * @param again an earlier way of the same trunk came to nothing, and this one takes its place
   */
  record Trunk(String name, String number, List<Trunks.Address> ways, boolean again) implements Attempt {
    Trunk(String name, String number) {
      this(name, number, List.of(), false);
    }
  }

  default Optional<String> trunk() {
    return this instanceof Trunk to ? Optional.of(to.name()) : Optional.empty();
  }

  /** Whom it is meant for, in the words of events. */
  default String target() {
    return switch (this) {
      case Contact contact -> contact.binding().user();
      case Trunk trunk -> trunk.number();
    };
  }

  /**
   * The same one by another way, for when the first leads nowhere: a connection that has gone, an address of a trunk
   * that does not answer or takes nothing (RFC 3263 §4.3).
   */
  default Optional<Attempt> otherWay() {
    return switch (this) {
      case Contact(Binding binding, Hop hop) when hop.transport() != Transport.UDP ->
          binding.direct().filter(direct -> !direct.equals(hop)).map(direct -> new Contact(binding, direct));
      case Contact _ -> Optional.empty();
      case Trunk(String name, String number, var ways, _) -> ways.size() < 2 ? Optional.empty()
          : Optional.of(new Trunk(name, number, ways.subList(1, ways.size()), true));
    };
  }

  /** Equal for attempts that would reach the same: nobody is called twice in one call. */
  default String key() {
    return switch (this) {
      case Contact(Binding binding, Hop hop) -> "contact " + binding.contact() + " at " + hop;
      case Trunk(String name, String number, var ways, _) -> "trunk " + name + " for " + number
          + ways.stream().findFirst().map(way -> " at " + way.hop()).orElse("");
    };
  }
}
