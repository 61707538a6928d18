package org.earshot.app.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.registrar.Domains;
import org.earshot.app.registrar.LocationTable;
import org.earshot.app.registrar.Phone;
import org.earshot.app.registrar.Registrar;
import org.earshot.app.registrar.UserDirectory;
import org.earshot.sip.SipActions;
import org.earshot.sip.auth.DigestAlgorithm;
import org.earshot.sip.auth.DigestVerifier;
import org.earshot.sip.auth.NonceStore;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;

/** A process to be killed: registers and refreshes for ever, and says on its output what was answered 200. */
final class RegisteringProcess implements SipActions {
  private static final int USERS = 40;

  private final ConcurrentHashMap<RequestId, SipRequest> asked = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<RequestId, SipResponse> challenged = new ConcurrentHashMap<>();
  private final Registrar registrar;
  private final Semaphore unanswered = new Semaphore(2 * USERS);
  private long requests;

  private RegisteringProcess(LocationTable table, JdbcLocationStore store) {
    var config = new ServerConfig.Registrar(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(1), 1, "earshot",
        Duration.ofHours(1));
    var users = new UserDirectory(IntStream.range(0, USERS)
        .mapToObj(i -> new ServerConfig.User("user" + i, "secret", ServerConfig.Amd.OFF)).toList());
    var verifier = new DigestVerifier("earshot", List.of(DigestAlgorithm.MD5),
        new NonceStore(Duration.ofHours(1), 1000, System::nanoTime));
    registrar = new Registrar(config, Domains.any(), verifier, users, table, new Registrar.Ports(this, event -> { }, store,
        (user, task) -> false, InstantSource.system()));
  }

  /** {@code arguments}: the database's directory. */
  public static void main(String[] arguments) {
    Database database = Database.open(StoreFixtures.url(Path.of(arguments[0])));
    var store = new JdbcLocationStore(database);
    var table = new LocationTable(store.load(Instant.now()), InstantSource.system());
    new RegisteringProcess(table, store).run();
  }

  private void run() {
    List<Phone> phones = IntStream.range(0, USERS).mapToObj(i -> new Phone("user" + i, "secret")).toList();
    phones.forEach(phone -> phone.hear(challenged.get(send(phone.register())), "MD5"));
    while (true) {
      for (Phone phone : phones) {
        send(phone.register("Contact", "<sip:phone@127.0.0.1:44010>"));
      }
    }
  }

  private RequestId send(SipRequest request) {
    var id = new RequestId(++requests);
    asked.put(id, request);
    unanswered.acquireUninterruptibly();
    registrar.on(id, request);
    return id;
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    throw new IllegalStateException("a registrar has no legs");
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    unanswered.release();
    SipRequest request = asked.remove(id);
    if (response.status() == 401) {
      challenged.put(id, response);
    } else if (response.status() == 200) {
      System.out.println(request.to().uri().user() + " " + request.cseq() + " acknowledged");
    }
  }
}
