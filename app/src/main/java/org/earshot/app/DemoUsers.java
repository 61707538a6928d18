package org.earshot.app;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.User;

/** Two users for those who try Earshot before they configure it. Known passwords would be found within the hour. */
final class DemoUsers {
  /** Without those that are easily taken for one another, since these are typed into phones. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_CHARS = 12;

  private DemoUsers() {}

  static ServerConfig addTo(ServerConfig config) {
    var random = new SecureRandom();
    // The detector reports on both: a demo is to show it.
    List<User> users = Stream.of("alice", "bob").map(name -> new User(name, password(random), Amd.REPORT)).toList();
    return config.withUsers(users);
  }

  private static String password(SecureRandom random) {
    return random.ints(PASSWORD_CHARS, 0, ALPHABET.length()).map(ALPHABET::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
