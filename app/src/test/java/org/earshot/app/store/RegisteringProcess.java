package org.earshot.app.store;

import java.nio.file.Path;
import java.util.List;
import org.earshot.app.registrar.Phone;

/** A process to be killed: registers and refreshes for ever, and says on its output what was answered 200. */
final class RegisteringProcess {
  private static final int USERS = 40;

  private RegisteringProcess() {}

  /** {@code arguments}: the database's directory and a name for this life of the process. */
  public static void main(String[] arguments) {
    try (var bench = new DiskBench(Path.of(arguments[0]), USERS, 2 * USERS)) {
      List<Phone> phones = bench.phones(arguments[1]);
      bench.onAnswer((request, response) ->
          System.out.println(request.to().uri().user() + " " + request.cseq() + " " + response.status() + " said"));
      while (!System.out.checkError()) {
        phones.forEach(phone -> bench.send(phone.register("Contact", "<sip:phone@127.0.0.1:44010>")));
      }
    }
  }
}
