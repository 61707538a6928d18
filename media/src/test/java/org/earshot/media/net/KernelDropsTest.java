package org.earshot.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {
  private static final String HEADER =
      "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";
  @TempDir
  private Path folder;

  private static String row(int port, int inode, int drops) {
    return "  42: 0100007F:%04X 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 %d 2 0 %d\n"
        .formatted(port, inode, drops);
  }

  @Test
  void shouldSumWhatOurPortsLostAndNeverGoBack() throws IOException {
    Path table = folder.resolve("udp");
    KernelDrops drops = new KernelDrops(List.of(table, folder.resolve("missing")), 20_000, 20_999);
    assertThat(drops.total()).isZero();
    Files.writeString(table, HEADER + row(20_000, 1, 5) + row(20_999, 2, 7) + row(21_000, 3, 100) + row(19_999, 4, 100));
    assertThat(drops.total()).isEqualTo(12);
    assertThat(drops.total()).isEqualTo(12);
    Files.writeString(table, HEADER + row(20_000, 1, 6) + row(20_999, 5, 3));
    assertThat(drops.total()).as("one more, and a new socket at a port").isEqualTo(16);
    Files.writeString(table, HEADER);
    assertThat(drops.total()).isEqualTo(16);
  }

  @Test
  void shouldTakeATableOfAnotherFormForNothing() throws IOException {
    Path table = Files.writeString(folder.resolve("udp"), HEADER + "what is this\n" + "1 2:zz 3 4 5 6 7 8 9 10 11 12 13\n");
    assertThat(new KernelDrops(List.of(table), 1, 65_535).total()).isZero();
  }

  @Test
  void shouldReadWhatTheKernelReallyDropped() throws IOException {
    try (DatagramSocket full = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        DatagramSocket sender = new DatagramSocket()) {
      full.setOption(StandardSocketOptions.SO_RCVBUF, 2048);
      KernelDrops drops = new KernelDrops(full.getLocalPort(), full.getLocalPort());
      byte[] datagram = new byte[1000];
      for (int i = 0; i < 200; i++) {
        sender.send(new DatagramPacket(datagram, datagram.length, full.getLocalSocketAddress()));
      }
      assertThat(drops.total()).isBetween(100L, 200L);
    }
  }
}
