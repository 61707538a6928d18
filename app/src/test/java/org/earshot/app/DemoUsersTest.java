package org.earshot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.earshot.app.config.ConfigLoader;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.config.ServerConfig.User;
import org.junit.jupiter.api.Test;

class DemoUsersTest {

  @Test
  void shouldBeTwoUsersWithPasswordsThatNobodyKnows() throws Exception {
    ServerConfig defaults = new ConfigLoader().defaults();

    List<User> first = DemoUsers.addTo(defaults).users();
    List<User> second = DemoUsers.addTo(defaults).users();

    assertThat(first).extracting(User::name).containsExactly("alice", "bob");
    assertThat(first).extracting(User::password).allMatch(password -> password.matches("[a-z2-9]{12}"))
        .doesNotHaveDuplicates().doesNotContainAnyElementsOf(second.stream().map(User::password).toList());
  }
}
