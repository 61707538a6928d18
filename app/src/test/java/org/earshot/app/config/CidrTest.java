package org.earshot.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @Test
  void shouldBeOneAddressWithoutASlash() {
    assertThat(Cidr.parse("192.0.2.1")).isEqualTo(Cidr.parse("192.0.2.1/32"));
    assertThat(Cidr.parse("2001:db8::1")).hasToString("2001:db8:0:0:0:0:0:1/128");
  }

  @Test
  void shouldTakeAMappedAddressForItsIpv4One() throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 198, 51, 100, 7};
    InetAddress v6 = java.net.Inet6Address.getByAddress("", mapped, 0);

    assertThat(Cidr.around(v6, 24)).isEqualTo(Cidr.parse("198.51.100.0/24"));
    assertThat(Cidr.addressBits(v6)).isEqualTo(32);
  }

  @Test
  void shouldNotTakeOneFamilyForTheOther() {
    assertThat(Cidr.parse("0.0.0.0/0")).isNotEqualTo(Cidr.parse("::/0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "1.2.3", "1.2.3.4/", "1.2.3.4/-1", "1.2.3.4/33", "::1/129", "1.2.3.4/24", "a.example",
      "1.2.3.4/8/8", "256.1.1.1", "1.2.3.4 "})
  void shouldRefuseWhatIsNoBlock(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
  }

  @Property
  void shouldHoldEachAddressWhosePrefixItHas(@ForAll @Size(4) byte[] bytes, @ForAll @IntRange(max = 32) int bits,
      @ForAll @IntRange(max = 31) int flipped) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes);
    byte[] other = bytes.clone();
    other[flipped / 8] ^= (byte) (0x80 >> flipped % 8);

    boolean same = Cidr.around(InetAddress.getByAddress(other), bits).equals(Cidr.around(address, bits));

    assertThat(same).isEqualTo(flipped >= bits);
    assertThat(Cidr.parse(Cidr.around(address, bits).toString())).isEqualTo(Cidr.around(address, bits));
  }
}
