package org.earshot.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.earshot.app.registrar.LocationStore.Outcome;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipResponse;

/** Whatever phones send and however the disk behaves: memory is what the disk has, and each request has one answer. */
class RegistrarPropertiesTest {
  private static final List<String> CONTACTS = List.of("<sip:a@127.0.0.1>", "<sip:a@127.0.0.1;x=1;y=2>",
      "<sip:a@127.0.0.1;y=2;x=1>;q=0.3", "<sip:b@127.0.0.1>;expires=0", "<sip:b@127.0.0.1>;expires=90",
      "<sip:c@127.0.0.1>, <sip:d@127.0.0.1>", "<sip:c@127.0.0.1>;expires=5", "*", "<sip:e@127.0.0.1>, <sip:f@127.0.0.1>");

  @Property(tries = 100)
  void shouldHoldInMemoryWhatIsOnDisk(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 13) Integer> steps) {
    var bench = new Bench();
    Phone phone = bench.alice();
    bench.store.answers(null);
    var disk = new TreeMap<String, Binding>();
    var sent = new ArrayList<RequestId>();
    for (int step : steps) {
      if (step < CONTACTS.size()) {
        String contact = CONTACTS.get(step);
        sent.add(bench.send(contact.equals("*") ? phone.register("Contact", contact, "Expires", "0")
            : phone.register("Contact", contact)));
      } else if (step == 9) {
        bench.pass(Duration.ofSeconds(50));
        bench.registrar.sweep(bench.now());
      } else {
        finish(bench, step == 10 ? Outcome.FAILED : Outcome.COMMITTED, disk);
      }
      assertThat(bench.table.stored("alice")).containsExactlyInAnyOrderElementsOf(disk.values());
    }
    while (bench.store.unfinished() > 0) {
      finish(bench, Outcome.COMMITTED, disk);
    }

    assertThat(bench.table.stored("alice")).containsExactlyInAnyOrderElementsOf(disk.values());
    assertThat(sent).allSatisfy(id -> assertThat(bench.answer(id)).map(SipResponse::status)
        .hasValueSatisfying(status -> assertThat(status).isIn(200, 400, 401, 403, 423, 500, 503)));
  }

  private static void finish(Bench bench, Outcome outcome, TreeMap<String, Binding> disk) {
    if (bench.store.unfinished() == 0) {
      return;
    }
    LocationChange change = bench.store.changes.getLast();
    if (outcome == Outcome.COMMITTED) {
      change.removed().forEach(contact -> disk.remove(contact.toString()));
      change.put().forEach(binding -> disk.put(binding.contact().toString(), binding));
    }
    bench.store.finish(outcome);
  }
}
