package org.earshot.app.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.earshot.app.registrar.Locations;
import org.earshot.app.route.CallRequest;
import org.earshot.app.route.RouteDecision;
import org.earshot.app.route.Router;
import org.earshot.app.route.Trunks;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a call may go on that was sent elsewhere by its callee (RFC 3261 §21.3). Any call loop.
 *
 * <p>Whoever redirects gains nothing by it: a phone's contacts lead to where its user may call himself, by the dial
 * plan, whatever host they name; a trunk's lead to other numbers at the same trunk, and nowhere if they name another
 * host than the trunk's own.
 */
final class Redirects {
  private static final Logger LOG = LoggerFactory.getLogger(Redirects.class);
  private static final int CONTACTS_MAX = 8;

  private final Router router;
  private final Locations locations;
  private final Trunks trunks;

  Redirects(Router router, Locations locations, Trunks trunks) {
    this.router = router;
    this.locations = locations;
    this.trunks = trunks;
  }

  /** Whom to call in place of {@code from}, the contacts of highest q first; equal ones at once. */
  List<List<Attempt>> resolve(Attempt from, List<String> contacts) {
    List<NameAddr> named = contacts.stream().flatMap(value -> addresses(value).stream()).limit(CONTACTS_MAX).toList();
    var groups = new ArrayList<List<Attempt>>();
    named.stream().map(Redirects::q).distinct().sorted(Comparator.reverseOrder()).forEach(q -> {
      List<List<Attempt>> reached = named.stream().filter(contact -> q(contact) == q).map(NameAddr::uri)
          .flatMap(uri -> resolve(from, uri).stream()).toList();
      if (!reached.isEmpty()) {
        groups.add(reached.stream().flatMap(List::stream).distinct().toList());
      }
    });
    return List.copyOf(groups);
  }

  private List<List<Attempt>> resolve(Attempt from, SipUri uri) {
    return switch (from) {
      case Attempt.Trunk(String trunk, _, _, _) -> {
        if (!isOf(trunk, uri)) {
          LOG.warn("trunk {} redirects to {}, which is not its own: not followed", trunk, uri.host());
          yield List.of();
        }
        yield List.of(List.of(new Attempt.Trunk(trunk, uri.user(), trunks.addresses(trunk), false)));
      }
      case Attempt.Contact contact ->
          reach(new CallRequest(uri.user(), Optional.of(contact.binding().user()), Optional.empty()));
    };
  }

  /** Whom a request of somebody leads to, group by group; empty where nowhere. */
  List<List<Attempt>> reach(CallRequest request) {
    return router.route(request) instanceof RouteDecision.To(var targets, var _, var _, var _)
        ? Targets.groups(targets, locations, trunks) : List.of();
  }

  private boolean isOf(String trunk, SipUri uri) {
    return !uri.user().isEmpty() && trunks.address(trunk)
        .filter(address -> uri.scheme().equals("tel") || address.uri().host().equals(uri.host())
            || address.hop().address().getAddress().getHostAddress().equals(uri.host())).isPresent();
  }

  private static List<NameAddr> addresses(String value) {
    try {
      return NameAddr.parseList(value);
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("a redirection names what is no address: {}", unreadable.getMessage());
      return List.of();
    }
  }

  private static double q(NameAddr contact) {
    return contact.param("q").filter(text -> text.matches("[01](\\.[0-9]{0,3})?")).map(Double::parseDouble).orElse(1.0);
  }
}
