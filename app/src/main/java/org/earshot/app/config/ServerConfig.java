package org.earshot.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.earshot.media.amd.AmdConfig;

/** The whole configuration, read once; each package is handed its own branch. Keys and defaults: reference.yaml. */
public record ServerConfig(Sip sip, Media media, Registrar registrar, Calls calls, List<User> users, List<Trunk> trunks,
                           List<Route> routes, AmdConfig amd, Http http, Storage storage, Cdr cdr, Log log, Security security) {

  /** The same for other users. */
  public ServerConfig withUsers(List<User> others) {
    return new ServerConfig(sip, media, registrar, calls, others, trunks, routes, amd, http, storage, cdr, log,
        security);
  }

  /**
   * {@code callsMax}: ceiling of calls at once. {@code websocketOrigins}: empty for any. {@code dns}: name
   * servers as HOST:PORT; none: the system's.
   */
  public record Sip(List<Listen> listen, Optional<String> advertise, List<String> domains, String userAgent,
                    int maxMessageBytes, int workers, int callsMax, Optional<Tls> tls, Connections connections,
                    List<String> websocketOrigins, List<String> dns, SessionTimer sessionTimer) {}

  /** Session timers (RFC 4028). {@code expires}: what we ask for. {@code min}: the shortest that we agree to. */
  public record SessionTimer(SessionMode mode, Duration expires, Duration min) {}

  /** Whether we ask for a session timer, agree to one, or know nothing of them. */
  public enum SessionMode { REQUEST, ACCEPT, OFF }

  /** A listening point, and the host that is told of it in place of {@code sip.advertise}. */
  public record Listen(ListenUri uri, Optional<String> advertise) {
    @Override
    public String toString() {
      return uri + advertise.map(host -> ", advertised as " + host).orElse("");
    }
  }

  /** PEM files. {@code clients}: what is asked of those who connect. {@code verify}: of those we connect to. */
  public record Tls(Path certificate, Path key, Clients clients, Optional<Path> clientCa, boolean verify,
                    Optional<Path> ca) {}

  /** Of a certificate of those who connect: not asked for, asked for, insisted on. */
  public enum Clients { ANY, ASK, REQUIRE }

  /** What TCP, TLS and WebSocket connections may cost; see {@code sip.connections} in reference.yaml. */
  public record Connections(int max, int perSource, Duration setUp, Duration message, Duration idle, Duration ping,
                            int fromBytes) {}

  /** {@code ports}: low-high. {@code silence}: after so long without media the call ends; zero: never. */
  public record Media(String listen, Optional<String> advertise, String ports, String transport, int loops,
                      Duration silence, Duration drain, String prompts, String recordings) {
    public Media(String listen, Optional<String> advertise, String ports, String transport, int loops,
        Duration silence, Duration drain) {
      this(listen, advertise, ports, transport, loops, silence, drain, "prompts", "recordings");
    }
  }

  /** {@code algorithms}: MD5, SHA-256, in the order of the challenge. */
  public record Registrar(Duration expiresMin, Duration expiresDefault, Duration expiresMax, int contactsMax,
                          String realm, Duration nonceLife, List<String> algorithms) {}

  /**
   * {@code ring}: default no-answer time. {@code tryFor}: wait for a first word where another is left to try.
   * {@code setupMax}: longest search for somebody who answers. {@code durationMax}: longest call. {@code redirectsMax}:
   * 3xx answers followed in one call. {@code overlap}: a number that is too short yet gets 484. {@code loops}: call
   * loops, 0: one a core. {@code warmUp}: calls made to ourselves before the start, for no longer than
   * {@code warmUpMax}.
   */
  public record Calls(Duration ring, Duration tryFor, Duration setupMax, Duration durationMax, int redirectsMax,
                      Transfer transfer, boolean overlap, int loops, int warmUp, Duration warmUpMax) {}

  /** What becomes of a REFER: carried out here, passed to the other side, or refused. */
  public enum Transfer { LOCAL, PASS, REFUSE }

  /**
   * {@code onVerdict}: policy for calls to this user. {@code limits}: of the calls that he makes. {@code passHeaders}: header
   * fields that cross between him and a peer that has them too.
   */
  public record User(String name, String password, AmdPolicy onVerdict, MediaPolicy media, Limits limits,
                     List<String> passHeaders) {
    public User(String name, String password, Amd amd, MediaPolicy media) {
      this(name, password, AmdPolicy.of(amd), media, Limits.NONE, List.of());
    }

    public User(String name, String password, Amd amd) {
      this(name, password, amd, MediaPolicy.DEFAULT);
    }

    public Amd amd() {
      return onVerdict.amd();
    }

    /** Without the password: this ends up in logs. */
    @Override
    public String toString() {
      return "User[" + name + "]";
    }
  }

  /**
   * {@code uris}: where calls to it go, tried in order. {@code auth}: answers its challenges; empty: as it registers.
   */
  public record Trunk(String name, List<String> uris, List<String> acceptFrom, Optional<Register> register,
                      Optional<Credentials> auth, Limits limits, MediaPolicy media, Health health, Identity identity,
                      List<String> passHeaders) {

    /** Not trusted with who calls. */
    public Trunk(String name, List<String> uris, List<String> acceptFrom, Optional<Register> register,
                 Optional<Credentials> auth, Limits limits, MediaPolicy media, Health health) {
      this(name, uris, acceptFrom, register, auth, limits, media, health, Identity.DEFAULT, List.of());
    }

    /** Without credentials of its own and without health checks. */
    public Trunk(String name, String uri, List<String> acceptFrom, Optional<Credentials> register, Limits limits) {
      this(name, List.of(uri), acceptFrom, register.map(Register::with), Optional.empty(), limits,
          MediaPolicy.DEFAULT, new Health(Duration.ZERO, 2, 2));
    }
  }

  /**
   * How we register with a trunk. {@code user}: of the address of record. {@code registrar}: where, as a URI; empty: the
   * trunk's first. {@code domain}: of the address of record; empty: the registrar's host.
   */
  public record Register(String user, Credentials login, Optional<String> registrar, Optional<String> domain,
                         Duration expires) {
    static Register with(Credentials login) {
      return new Register(login.user(), login, Optional.empty(), Optional.empty(), Duration.ofHours(1));
    }
  }

  /**
   * Who calls, towards a trunk. {@code trusted}: what it asserts is believed, and it is told what a caller withholds.
   * {@code from}: who stands in From. {@code send}: header fields, by their names in messages.
   */
  public record Identity(boolean trusted, FromUser from, List<String> send) {
    public static final Identity DEFAULT = new Identity(false, FromUser.CALLER, List.of());
  }

  public enum FromUser { CALLER, ACCOUNT }

  /** OPTIONS to a trunk; {@code interval} zero: never. {@code up}, {@code down}: answers in a row that turn it. */
  public record Health(Duration interval, int up, int down) {}

  /** How the media of calls from and to a user or trunk is carried. */
  public record MediaPolicy(Srtp srtp, Dtmf dtmf) {
    public static final MediaPolicy DEFAULT = new MediaPolicy(Srtp.ACCEPT, Dtmf.AUTO);
  }

  /** How digits come from a peer and go to it: as it does, as events in RTP, in SIP's INFO, as tones in the audio. */
  public enum Dtmf { AUTO, RFC4733, INFO, INBAND }

  /** Whether a peer's media is protected: never, if it asks, offered (it may decline), or always. */
  public enum Srtp { OFF, ACCEPT, OFFER, REQUIRE }

  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  /** Zero: no limit. */
  public record Limits(int calls, int cps) {
    public static final Limits NONE = new Limits(0, 0);
  }

  /**
   * {@code to}: trunks and users by name, tried in order. {@code rewrite}: $1 and so on of the match; empty: as dialled.
   */
  public record Route(String match, List<String> to, Optional<String> rewrite, AmdPolicy onVerdict,
                      Optional<Duration> ring, Hunting hunting) {
    public Route(String match, List<String> to, Optional<String> rewrite, Amd amd, Optional<Duration> ring) {
      this(match, to, rewrite, AmdPolicy.of(amd), ring, Hunting.DEFAULT);
    }

    public Amd amd() {
      return onVerdict.amd();
    }
  }

  /**
   * When the next target is tried.
   *
   * @param failover      answers of a trunk that do not end the search
   * @param machineNext   a machine heard in early media is passed over
   * @param interceptEnds an operator's announcement heard in early media ends the call
   */
  public record Hunting(Statuses failover, boolean machineNext, boolean interceptEnds) {
    /** As in reference.yaml, for those who are called without a route. */
    public static final Hunting DEFAULT = new Hunting(Statuses.of("408", "5xx"), false, false);
  }

  /**
   * What is done with the detector's verdict: nobody listens; told; the caller's answer waits for it; machines are hung up
   * on; people are put through, the unsure are asked; machines are left a message.
   */
  public enum Amd { OFF, REPORT, HOLD_ANSWER, HANGUP_MACHINE, SCREEN, DROP }

  public record Http(String listen) {}

  public record Storage(String url) {}

  public record Cdr(String file) {}

  /** {@code format}: text or json. */
  public record Log(String level, String format) {}

  /** {@code allow}, {@code deny}: addresses or blocks. {@code newCallsPerSecond}: of a source that nobody knows; 0: any. */
  public record Security(List<String> allow, List<String> deny, Bans bans, int newCallsPerSecond,
                         List<Destination> destinations) {}

  /** So many failures {@code after} within that time; the first ban, each one longer, the longest. {@code after} 0: none. */
  public record Bans(int after, Duration within, Duration first, Duration longest) {}

  /**
   * Numbers that cost: who may call them (empty: everybody), and how often and how many at once each of them; zero: no limit.
   */
  public record Destination(String match, List<String> callers, int callsPerMinute, int calls, int callsOfAll) {}
}
