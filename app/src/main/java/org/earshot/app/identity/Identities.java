package org.earshot.app.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.config.ServerConfig.FromUser;
import org.earshot.app.config.ServerConfig.Identity;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Headers.Field;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipUri;

/** Who calls, by the configuration of both sides. Immutable, any thread. */
public final class Identities {
  private static final NameAddr ANONYMOUS = NameAddr.of("Anonymous", SipUri.sip("anonymous", "anonymous.invalid", 0));

  private final Map<String, List<String>> passedByUser = new HashMap<>();
  private final Map<String, Trunk> trunks = new HashMap<>();

  /** What the callee's side is shown. {@code contactUser}: user part of our Contact. */
  public record Shown(NameAddr from, String contactUser, Headers headers) {}

  public Identities(List<User> users, List<Trunk> trunks) {
    users.forEach(user -> passedByUser.put(user.name(), user.passHeaders()));
    trunks.forEach(trunk -> this.trunks.put(trunk.name(), trunk));
  }

  /** Of an INVITE that a user has sent with his credentials, or a trunk. */
  public CallerId caller(SipRequest invite, Optional<String> user, Optional<String> trunk) {
    return user.map(name -> CallerReader.user(name, invite, ofUser(name)))
        .orElseGet(() -> CallerReader.trunk(trunk.map(name -> trunks.get(name)).filter(one -> one.identity().trusted())
            .isPresent(), invite, trunk.map(this::ofTrunk).orElse(List.of())));
  }

  /** For a phone: nothing but From, and what its user lists in pass-headers. */
  public Shown toUser(CallerId caller, String user, String ourHost) {
    NameAddr from = caller.withheld() ? ANONYMOUS : NameAddr.of(caller.display(), SipUri.sip(caller.number(), ourHost, 0));
    return new Shown(from, from.uri().user(), carried(caller.carried(), ofUser(user)));
  }

  /** For a trunk: as its identity section says. */
  public Shown toTrunk(CallerId caller, String trunk, String ourHost) {
    Identity identity = trunks.containsKey(trunk) ? trunks.get(trunk).identity() : Identity.DEFAULT;
    Headers headers = carried(caller.carried(), ofTrunk(trunk));
    NameAddr real = NameAddr.of(caller.display(), SipUri.sip(caller.number(), ourHost, 0));
    // RFC 3325 §7: what the caller withholds goes only to those who are trusted to withhold it further on
    boolean told = (!caller.withheld() || identity.trusted()) && !caller.number().equals(CallerId.NOBODY);
    for (String name : identity.send()) {
      headers = switch (name) {
        case "P-Asserted-Identity", "P-Preferred-Identity" -> told ? headers.with(name, real.toString()) : headers;
        case "Remote-Party-ID" -> told ? headers.with(name, real.withParam("party", "calling")
            .withParam("privacy", caller.withheld() ? "full" : "off").withParam("screen", "yes").toString()) : headers;
        default -> with(headers, caller.history().stream().filter(field -> field.name().equals(name)).toList());
      };
    }
    if (caller.withheld()) {
      headers = headers.with("Privacy", "id");
    }
    NameAddr from = from(caller, trunks.get(trunk), identity, real);
    return new Shown(from, from.uri().user(), headers);
  }

  private static NameAddr from(CallerId caller, Trunk trunk, Identity identity, NameAddr real) {
    if (identity.from() == FromUser.ACCOUNT && trunk != null && trunk.register().isPresent()) {
      var register = trunk.register().get();
      String host = register.domain().orElseGet(() -> SipUri.parse(register.registrar().orElse(trunk.uris().getFirst())).host());
      return NameAddr.of(caller.withheld() ? "Anonymous" : caller.display(), SipUri.sip(register.user(), host, 0));
    }
    return caller.withheld() ? ANONYMOUS : real;
  }

  private List<String> ofUser(String user) {
    return passedByUser.getOrDefault(user, List.of());
  }

  private List<String> ofTrunk(String trunk) {
    return trunks.containsKey(trunk) ? trunks.get(trunk).passHeaders() : List.of();
  }

  /** Of what one side may bring along, what the other may be brought. */
  private static Headers carried(List<Field> fields, List<String> names) {
    return with(Headers.NONE, fields.stream().filter(field -> names.stream().anyMatch(field.name()::equalsIgnoreCase)).toList());
  }

  /** The same, of a message in the call: {@code from} and {@code to} each a user's or a trunk's name. */
  public Headers carried(Headers message, String from, String to) {
    return carried(CallerReader.fields(message, ofName(from)), ofName(to));
  }

  /** No trunk has a user's name. */
  private List<String> ofName(String name) {
    return passedByUser.containsKey(name) ? ofUser(name) : ofTrunk(name);
  }

  private static Headers with(Headers headers, List<Field> more) {
    var all = new ArrayList<>(headers.fields());
    all.addAll(more);
    return new Headers(all);
  }
}
