package org.earshot.app.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Headers.Field;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipRequest;

/** Reads who calls out of an INVITE, as far as its sender may say so. Pure. */
final class CallerReader {
  private static final List<String> ASSERTED = List.of("P-Asserted-Identity", "Remote-Party-ID");
  private static final List<String> HISTORY = List.of("Diversion", "History-Info");
  /** RFC 3323 §4.2, RFC 3325 §9.3: each of these asks that the callee does not learn who calls. */
  private static final Set<String> WITHHOLDING = Set.of("id", "user", "header");
  private static final int HISTORY_MAX = 10;

  private CallerReader() {}

  /** A user is who he has proved to be; only display name and the wish to be anonymous are his own to say. */
  static CallerId user(String name, SipRequest invite, List<String> passed) {
    String display = isAnonymous(invite.from()) ? "" : invite.from().display();
    return new CallerId(name, display, withheld(invite), List.of(), fields(invite.headers(), passed));
  }

  static CallerId trunk(boolean trusted, SipRequest invite, List<String> passed) {
    Optional<NameAddr> asserted = trusted ? asserted(invite.headers()) : Optional.empty();
    NameAddr caller = asserted.orElse(invite.from());
    String number = isAnonymous(caller) ? "" : caller.uri().user();
    String display = !caller.display().isEmpty() || asserted.isEmpty() || isAnonymous(invite.from()) ? caller.display()
        : invite.from().display();
    boolean withheld = withheld(invite) || trusted && asserted.flatMap(address -> address.param("privacy"))
        .filter(word -> !word.equalsIgnoreCase("off")).isPresent();
    return new CallerId(number.isEmpty() ? CallerId.NOBODY : number, display, withheld || number.isEmpty(),
        trusted ? fields(invite.headers(), HISTORY).stream().limit(HISTORY_MAX).toList() : List.of(),
        fields(invite.headers(), passed));
  }

  /** The first of these that is an address with a user: a tel: URI has the number as its user. */
  private static Optional<NameAddr> asserted(Headers headers) {
    return ASSERTED.stream().flatMap(name -> headers.all(name).stream()).flatMap(CallerReader::addresses)
        .filter(address -> !address.uri().user().isEmpty() && !isAnonymous(address)).findFirst();
  }

  private static Stream<NameAddr> addresses(String value) {
    try {
      return NameAddr.parseList(value).stream();
    } catch (IllegalArgumentException unreadable) {
      return Stream.empty();
    }
  }

  private static boolean withheld(SipRequest invite) {
    boolean asked = invite.headers().all("Privacy").stream().flatMap(value -> Stream.of(value.split("[;,]")))
        .anyMatch(word -> WITHHOLDING.contains(word.strip().toLowerCase(Locale.ROOT)));
    return asked || isAnonymous(invite.from());
  }

  /** RFC 3323 §4.1.1.3. */
  private static boolean isAnonymous(NameAddr address) {
    return address.uri().user().equalsIgnoreCase("anonymous") || address.uri().host().equals("anonymous.invalid");
  }

  static List<Field> fields(Headers headers, List<String> names) {
    var fields = new ArrayList<Field>();
    for (String name : names) {
      headers.all(name).forEach(value -> fields.add(new Field(name, value)));
    }
    return List.copyOf(fields);
  }
}
