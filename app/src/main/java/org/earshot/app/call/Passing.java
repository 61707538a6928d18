package org.earshot.app.call;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.message.Headers;

/** Which header fields cross from one side to the other. All others stay: they speak of one side's dialog or topology. */
final class Passing {
  private static final List<String> IN_REQUESTS = List.of("Info-Package", "Content-Disposition", "Content-Language",
      "Refer-To", "Referred-By", "Refer-Sub", "Event", "Subscription-State");

  private Passing() {}

  /** Of a request that is carried across inside a call. */
  static Headers request(Headers from) {
    var fields = new ArrayList<Headers.Field>();
    for (String name : IN_REQUESTS) {
      from.all(name).forEach(value -> fields.add(new Headers.Field(name, value)));
    }
    return new Headers(fields);
  }

  static Headers and(Headers some, Headers more) {
    if (more.fields().isEmpty()) {
      return some;
    }
    var all = new ArrayList<>(some.fields());
    all.addAll(more.fields());
    return new Headers(all);
  }
}
