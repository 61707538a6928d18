package org.earshot.app.registrar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.sip.auth.DigestSecret;

/** The configured users. As a function: the secrets that {@code DigestVerifier} asks for. Immutable; any thread. */
public final class UserDirectory implements Function<String, Optional<DigestSecret>> {
  private final Map<String, User> users;
  private final Map<String, DigestSecret> secrets;

  public UserDirectory(List<User> users) {
    this.users = users.stream().collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
    this.secrets = users.stream()
        .collect(Collectors.toUnmodifiableMap(User::name, user -> new DigestSecret.Password(user.password())));
  }

  /** Names are compared as they are: the user part of a SIP URI minds its case (RFC 3261 §19.1.4). */
  public Optional<User> find(String name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public Optional<DigestSecret> apply(String name) {
    return Optional.ofNullable(secrets.get(name));
  }
}
