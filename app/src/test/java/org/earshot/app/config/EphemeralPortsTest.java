package org.earshot.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EphemeralPortsTest {
  private static final PortRange ACROSS = PortRange.parse("32000-33001");

  @Test
  void shouldObjectFromTheFirstPortThatTheKernelMayTake() {
    assertThat(EphemeralPorts.of(32768, 60999, "").objectionTo(ACROSS)).get().asString()
        .contains("from 32768 on", "ip_local_reserved_ports=32000-33001");
    assertThat(EphemeralPorts.of(1024, 65535, "32000-32999").objectionTo(ACROSS)).get().asString().contains("from 33000 on");
  }

  @Test
  void shouldNotObjectWhereTheRangeLiesBesideOrIsReserved() {
    assertThat(EphemeralPorts.of(32768, 60999, "").objectionTo(PortRange.parse("16384-32767"))).isEmpty();
    assertThat(EphemeralPorts.of(32768, 60999, "8080,32000-33000,33001").objectionTo(ACROSS)).isEmpty();
  }

  @Test
  void shouldReadWhatTheKernelTells(@TempDir Path sysctls) throws Exception {
    Files.writeString(sysctls.resolve("ip_local_port_range"), "32768\t60999\n");
    Files.writeString(sysctls.resolve("ip_local_reserved_ports"), "\n");
    assertThat(EphemeralPorts.read(sysctls).objectionTo(ACROSS)).isPresent();
  }

  @Test
  void shouldNotObjectWhereTheSystemDoesNotTell(@TempDir Path empty) {
    assertThat(EphemeralPorts.read(empty).objectionTo(ACROSS)).isEmpty();
  }
}
