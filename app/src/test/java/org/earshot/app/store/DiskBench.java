package org.earshot.app.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
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
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;

/** A registrar over the real store in real time, without SIP. Any thread sends; answers come on the store's writer. */
final class DiskBench implements SipActions, AutoCloseable {
  private static final Duration DAY = Duration.ofDays(1);

  private final Database database;
  private final JdbcLocationStore store;
  private final LocationTable table;
  private final Registrar registrar;
  private final int users;
  private final int unansweredMax;
  private final Semaphore unanswered;
  private final AtomicLong requests = new AtomicLong();
  private final Map<RequestId, SipRequest> asked = new ConcurrentHashMap<>();
  private final Map<SipRequest, SipResponse> challenged = new ConcurrentHashMap<>();
  private volatile BiConsumer<SipRequest, SipResponse> onAnswer = (request, response) -> { };

  /** {@code unansweredMax}: who sends more waits. */
  DiskBench(Path directory, int users, int unansweredMax) {
    this.users = users;
    this.unansweredMax = unansweredMax;
    this.unanswered = new Semaphore(unansweredMax);
    this.database = Database.open(StoreFixtures.url(directory));
    this.store = new JdbcLocationStore(database, () -> { });
    this.table = new LocationTable(store.load(Instant.now()), InstantSource.system());
    var config = new ServerConfig.Registrar(Duration.ofSeconds(60), DAY, DAY, 10, "earshot", DAY,
        List.of("MD5"));
    var directoryOfUsers = new UserDirectory(IntStream.range(0, users)
        .mapToObj(i -> new ServerConfig.User("user" + i, "secret", ServerConfig.Amd.OFF)).toList());
    var verifier = new DigestVerifier("earshot", List.of(DigestAlgorithm.MD5),
        new NonceStore(DAY, 10 * users, System::nanoTime));
    // No loop has room: the writer's thread goes on by itself
    this.registrar = new Registrar(config, Domains.any(), verifier, directoryOfUsers, table,
        new Registrar.Ports(this, event -> { }, store, (user, task) -> false, InstantSource.system()));
  }

  JdbcLocationStore store() {
    return store;
  }

  LocationTable table() {
    return table;
  }

  /** A phone of each user, with a nonce. */
  List<Phone> phones(String callId) {
    return IntStream.range(0, users).mapToObj(i -> {
      Phone phone = new Phone("user" + i, "secret").twin(callId);
      SipRequest request = phone.register();
      send(request);
      return phone.hear(challenged.remove(request), "MD5");
    }).toList();
  }

  void onAnswer(BiConsumer<SipRequest, SipResponse> listener) {
    onAnswer = listener;
  }

  void send(SipRequest request) {
    unanswered.acquireUninterruptibly();
    var id = new RequestId(requests.incrementAndGet());
    asked.put(id, request);
    registrar.on(id, request);
  }

  /** Waits until all is answered. */
  void settle() {
    unanswered.acquireUninterruptibly(unansweredMax);
    unanswered.release(unansweredMax);
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    throw new AssertionError("a registrar has no legs");
  }

  @Override
  public void login(LegId leg, Login login) {}

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    throw new AssertionError("no request outside a dialog is expected: " + request.method());
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    SipRequest request = asked.remove(id);
    if (response.status() == 401) {
      challenged.put(request, response);
    }
    onAnswer.accept(request, response);
    unanswered.release();
  }

  @Override
  public void close() {
    store.close();
    database.close();
  }
}
