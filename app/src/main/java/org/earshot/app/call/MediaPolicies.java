package org.earshot.app.call;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.earshot.app.config.ServerConfig.MediaPolicy;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.config.ServerConfig.User;

/** How the media of each user and trunk is to be carried. Does not change. */
record MediaPolicies(Map<String, MediaPolicy> users, Map<String, MediaPolicy> trunks) {

  static MediaPolicies of(List<User> users, List<Trunk> trunks) {
    return new MediaPolicies(byName(users, User::name, User::media), byName(trunks, Trunk::name, Trunk::media));
  }

  private static <T> Map<String, MediaPolicy> byName(List<T> all, Function<T, String> name,
                                                     Function<T, MediaPolicy> policy) {
    return all.stream().collect(Collectors.toUnmodifiableMap(name, policy, (first, _) -> first));
  }

  MediaPolicy ofUser(String name) {
    return users.getOrDefault(name, MediaPolicy.DEFAULT);
  }

  MediaPolicy ofTrunk(String name) {
    return trunks.getOrDefault(name, MediaPolicy.DEFAULT);
  }

  /** Of whoever makes the call. */
  MediaPolicy ofCaller(CallPlan plan) {
    return plan.trunk().map(this::ofTrunk).orElseGet(() -> plan.user().map(this::ofUser).orElse(MediaPolicy.DEFAULT));
  }

  /** Of whom an attempt is to reach. */
  MediaPolicy of(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Contact contact -> ofUser(contact.binding().user());
      case Attempt.Trunk trunk -> ofTrunk(trunk.name());
    };
  }
}
