package org.earshot.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortAllocatorTest {
  private static final InetAddress HOST = InetAddress.getLoopbackAddress();
  private static final int FIRST = 22_000;

  private MediaLoops loops;
  private MediaLoop loop;
  private PortAllocator ports;

  private void start(String transport, int pairs, long drainMs) {
    MediaSettings settings = new MediaSettings(HOST, FIRST, FIRST + 2 * pairs - 1, transport, 1, 0, drainMs);
    loops = new MediaLoops(settings, System::nanoTime);
    loop = loops.all().getFirst();
    ports = new PortAllocator(settings);
  }

  @AfterEach
  void end() {
    loops.close();
  }

  private <T> T onLoop(Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.post(() -> {
      try {
        done.complete(task.call());
      } catch (Exception e) {
        done.completeExceptionally(e);
      }
    });
    return done.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private PortPair bind() {
    return onLoop(() -> ports.bind(loop));
  }

  private void release(PortPair pair) {
    onLoop(() -> {
      ports.release(pair, loop);
      return null;
    });
  }

  @ParameterizedTest
  @MethodSource("org.earshot.media.net.Transports#here")
  void shouldBindEvenAndOddAndGoOnToTheNext(String transport) {
    start(transport, 3, 0);
    PortPair pair = bind();
    assertThat(pair.rtp().port()).isEqualTo(FIRST);
    assertThat(pair.rtcp().port()).isEqualTo(FIRST + 1);
    assertThat(bind().rtpPort()).isEqualTo(FIRST + 2);
    assertThat(ports.freePairs()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("org.earshot.media.net.Transports#here")
  void shouldSkipAPortThatSomebodyElseHolds(String transport) throws IOException {
    start(transport, 3, 0);
    try (DatagramSocket ignored = new DatagramSocket(FIRST + 1, HOST)) {
      assertThat(bind().rtpPort()).isEqualTo(FIRST + 2);
      assertThat(bind().rtpPort()).isEqualTo(FIRST + 4);
      assertThatThrownBy(this::bind).isInstanceOf(CompletionException.class).hasMessageContaining(
          "no free port pair in 22000-22005: 2 of 3 in use or draining, 1 could not be bound to 127.0.0.1");
    }
    await("its holder is gone").ignoreExceptions().until(() -> bind().rtpPort() == FIRST);
  }

  @ParameterizedTest
  @MethodSource("org.earshot.media.net.Transports#here")
  void shouldDrainAPortBeforeItIsUsedAgain(String transport) throws IOException {
    start(transport, 1, 400);
    PortPair pair = bind();
    release(pair);
    assertThat(ports.freePairs()).isZero();
    assertThatThrownBy(this::bind).hasMessageContaining("in use or draining");
    try (DatagramSocket late = new DatagramSocket()) {
      await().until(() -> {
        late.send(new DatagramPacket(new byte[20], 20, HOST, FIRST));
        return loop.counters().packets(Outcome.DRAINED) > 0;
      });
    }
    await().until(() -> ports.freePairs() == 1);
    assertThat(bind().rtpPort()).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @ValueSource(strings = "auto")
  void shouldGiveTheReasonWhenTheAddressIsNotOurs(String transport) throws Exception {
    start(transport, 3, 0);
    ports = new PortAllocator(new MediaSettings(InetAddress.getByName("203.0.113.7"), FIRST, FIRST + 5, transport, 1, 0, 0));
    assertThatThrownBy(this::bind).hasMessageContaining("3 could not be bound to 203.0.113.7").hasMessageContaining("assign");
    assertThat(ports.freePairs()).isEqualTo(3);
  }
}
