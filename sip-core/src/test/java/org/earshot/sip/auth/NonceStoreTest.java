package org.earshot.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NonceStoreTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  private final NonceStore store = store(100);

  private NonceStore store(int usedMax) {
    return new NonceStore(Duration.ofSeconds(300), usedMax, clock::get);
  }

  @Test
  void shouldTakeItsOwnNonceUntilItExpires() {
    String nonce = store.issue();

    assertThat(store.check(nonce)).isEqualTo(NonceStore.Status.FRESH);
    clock.addAndGet(Duration.ofSeconds(300).toNanos());
    assertThat(store.check(nonce)).isEqualTo(NonceStore.Status.FRESH);
    clock.addAndGet(1);
    assertThat(store.check(nonce)).isEqualTo(NonceStore.Status.EXPIRED);
  }

  @Test
  void shouldNotTakeAForeignNonce() {
    String nonce = store.issue();
    char first = nonce.charAt(0);

    assertThat(store.check((first == 'A' ? 'B' : 'A') + nonce.substring(1))).isEqualTo(NonceStore.Status.FOREIGN);
    assertThat(store.check(store(100).issue())).isEqualTo(NonceStore.Status.FOREIGN);
    assertThat(store.check("")).isEqualTo(NonceStore.Status.FOREIGN);
    assertThat(store.check("not base64 *")).isEqualTo(NonceStore.Status.FOREIGN);
    assertThat(store.check(nonce + nonce)).isEqualTo(NonceStore.Status.FOREIGN);
  }

  @Test
  void shouldTakeEachCountOnce() {
    String nonce = store.issue();

    assertThat(store.use(nonce, 1)).isTrue();
    assertThat(store.use(nonce, 1)).isFalse();
    assertThat(store.use(nonce, 3)).isTrue();
    assertThat(store.use(nonce, 2)).isTrue();
    assertThat(store.use(nonce, 2)).isFalse();
    assertThat(store.use(nonce, 1)).isFalse();
    assertThat(store.use(nonce, 0xFFFFFFFFL)).isTrue();
    assertThat(store.use(nonce, 4)).as("far behind: cannot be told from a replay").isFalse();
    assertThat(store.use(nonce, 0xFFFFFFFFL - 63)).isTrue();
    assertThat(store.use(nonce, 0xFFFFFFFFL - 64)).isFalse();
  }

  @Test
  void shouldStillRefuseAReplayAfterForgettingTheNonce() {
    NonceStore small = store(3);
    List<String> nonces = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clock.incrementAndGet();
      nonces.add(small.issue());
      assertThat(small.use(nonces.getLast(), 1)).isTrue();
    }

    assertThat(nonces).noneMatch(nonce -> small.use(nonce, 1));
    assertThat(small.use(nonces.getLast(), 2)).isTrue();
    assertThat(small.use(nonces.getFirst(), 2)).as("forgotten: the phone is asked again").isFalse();
  }
}
