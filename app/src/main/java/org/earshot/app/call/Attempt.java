package org.earshot.app.call;

import java.util.Optional;
import org.earshot.app.registrar.Binding;
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

  /** A number at a trunk. */
  record Trunk(String name, String number) implements Attempt {}

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

  /** The same one by another way, for when the first does not exist any more: a connection that has gone. */
  default Optional<Attempt> otherWay() {
    return this instanceof Contact(Binding binding, Hop hop) && hop.transport() != Transport.UDP
        ? binding.direct().filter(direct -> !direct.equals(hop)).map(direct -> new Contact(binding, direct))
        : Optional.empty();
  }

  /** Equal for attempts that would reach the same: nobody is called twice in one call. */
  default String key() {
    return switch (this) {
      case Contact(Binding binding, Hop hop) -> "contact " + binding.contact() + " at " + hop;
      case Trunk(String name, String number) -> "trunk " + name + " for " + number;
    };
  }
}
