package org.earshot.app.registrar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.registrar.RegisterRequest.Contact;
import org.earshot.app.registrar.RegisterRequest.Origin;
import org.earshot.app.registrar.RegisterRequest.Wish;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;

/** What a REGISTER does to the bindings of its address of record (RFC 3261 §10.3, steps 6 and 7). Pure; any thread. */
final class RegisterRules {
  // RFC 3261 §10.3 step 7: 423 only for intervals smaller than one hour
  private static final long TOO_BRIEF_BELOW_SECONDS = 3600;

  private static final Decision OUT_OF_ORDER = new Decision.Refused(500, "CSeq Out of Order");
  private static final Decision TOO_MANY = new Decision.Refused(403, "Too Many Contacts");

  private final long secondsMin;
  private final long secondsDefault;
  private final long secondsMax;
  private final int contactsMax;

  /** All of a request or nothing of it. */
  sealed interface Decision {
    /** Nothing changes; these are listed. */
    record Listed(List<Binding> bindings) implements Decision {}

    /** To be written before it is true. {@code after}: all bindings then, the most recent first. */
    record Changed(LocationChange change, List<Binding> after) implements Decision {}

    record TooBrief(long secondsMin) implements Decision {}

    record Refused(int status, String reason) implements Decision {}
  }

  RegisterRules(ServerConfig.Registrar config) {
    this.secondsMin = config.expiresMin().toSeconds();
    this.secondsDefault = config.expiresDefault().toSeconds();
    this.secondsMax = config.expiresMax().toSeconds();
    this.contactsMax = config.contactsMax();
  }

  /** {@code stored} may hold bindings that have expired: they do not count, and a change removes them. */
  Decision decide(List<Binding> stored, RegisterRequest request, Instant now) {
    List<Binding> current = unexpired(stored, now);
    return switch (request.wish()) {
      case Wish.Query _ -> new Decision.Listed(current);
      case Wish.RemoveAll _ -> removeAll(stored, current, request, now);
      case Wish.Update(List<Contact> contacts) -> update(stored, current, contacts, request, now);
    };
  }

  /** What the passing of time does; empty where nothing has expired. */
  Optional<Decision.Changed> expire(String user, List<Binding> stored, Instant now) {
    List<Binding> after = unexpired(stored, now);
    return after.size() == stored.size() ? Optional.empty() : Optional.of(change(user, stored, List.of(), after, now));
  }

  /** What the end of a connection does; empty where nobody is lost by it. */
  Optional<Decision.Changed> lose(String user, List<Binding> stored, Hop flow, Instant now) {
    List<Binding> after = stored.stream().filter(binding -> !binding.dependsOn(flow)).toList();
    return after.size() == stored.size() ? Optional.empty() : Optional.of(change(user, stored, List.of(), after, now));
  }

  private static Decision removeAll(List<Binding> stored, List<Binding> current, RegisterRequest request, Instant now) {
    if (current.stream().anyMatch(binding -> outOfOrder(binding, request.origin()))) {
      return OUT_OF_ORDER;
    }
    return stored.isEmpty() ? new Decision.Listed(List.of()) : change(request.user(), stored, List.of(), List.of(), now);
  }

  private Decision update(List<Binding> stored, List<Binding> current, List<Contact> contacts, RegisterRequest request,
                          Instant now) {
    // Comparing costs the product of both lists: a packet full of contacts is not worth it
    if (contacts.size() > 2 * contactsMax) {
      return TOO_MANY;
    }
    var put = new ArrayList<Binding>();
    var kept = new ArrayList<>(current);
    for (Contact contact : contacts) {
      if (current.stream().anyMatch(old -> same(old, contact.uri()) && outOfOrder(old, request.origin()))) {
        return OUT_OF_ORDER;
      }
      if (tooBrief(contact)) {
        return new Decision.TooBrief(secondsMin);
      }
      long seconds = contact.seconds().orElse(secondsDefault);
      kept.removeIf(old -> same(old, contact.uri()));
      put.removeIf(other -> same(other, contact.uri()));
      if (seconds > 0) {
        put.add(binding(request, contact, now.plusSeconds(Math.min(seconds, secondsMax))));
      }
    }
    List<Binding> after = new ArrayList<>(put);
    after.addAll(kept);
    if (after.size() > contactsMax && after.size() > current.size()) {
      return TOO_MANY;
    }
    return nothingToDo(stored, put, after) ? new Decision.Listed(after) : change(request.user(), stored, put, after, now);
  }

  private boolean tooBrief(Contact contact) {
    long seconds = contact.seconds().orElse(0);
    return seconds > 0 && seconds < Math.min(secondsMin, TOO_BRIEF_BELOW_SECONDS);
  }

  /** A phone that starts removes what it may have left behind: often nothing. */
  private static boolean nothingToDo(List<Binding> stored, List<Binding> put, List<Binding> after) {
    return put.isEmpty() && after.size() == stored.size();
  }

  private static Decision.Changed change(String user, List<Binding> stored, List<Binding> put, List<Binding> after,
                                         Instant now) {
    // By their text, which names them in the store
    Set<String> staying = after.stream().map(binding -> binding.contact().toString()).collect(Collectors.toSet());
    List<SipUri> removed = stored.stream().map(Binding::contact)
        .filter(contact -> !staying.contains(contact.toString())).toList();
    return new Decision.Changed(new LocationChange(user, put, removed, now), List.copyOf(after));
  }

  private static Binding binding(RegisterRequest request, Contact contact, Instant expires) {
    Origin origin = request.origin();
    return new Binding(request.user(), contact.uri(), Reachability.of(contact.uri(), origin), contact.q(), expires,
        origin.callId(), origin.cseq(), origin.userAgent(), origin.path());
  }

  // RFC 3261 §10.3 step 7: the same Call-ID and no higher CSeq: the update MUST be aborted and the request fails
  private static boolean outOfOrder(Binding binding, Origin origin) {
    return binding.callId().equals(origin.callId()) && origin.cseq() <= binding.cseq();
  }

  private static boolean same(Binding binding, SipUri contact) {
    return binding.contact().matches(contact);
  }

  static List<Binding> unexpired(List<Binding> bindings, Instant now) {
    return bindings.stream().filter(binding -> binding.expires().isAfter(now)).toList();
  }
}
