package org.earshot.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportTest {

  @Test
  void shouldAlwaysFindOneByItself() {
    assertThat(Transport.named("auto")).isIn(Transport.EPOLL, Transport.NIO);
    assertThat(Transport.named("nio")).isEqualTo(Transport.NIO);
  }

  @Test
  void shouldNameTheChoicesWhenTheWordIsWrong() {
    assertThatThrownBy(() -> Transport.named("kqueue")).hasMessageContaining("auto, io_uring, epoll, nio");
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void shouldHaveAWordThatConfigurationsUse(Transport transport) {
    assertThat(transport.word()).matches("[a-z_]+");
  }
}
