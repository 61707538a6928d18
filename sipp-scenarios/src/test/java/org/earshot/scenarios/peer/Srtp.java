package org.earshot.scenarios.peer;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES_CM_128_HMAC_SHA1_80 for one direction of a phone's stream, by RFC 3711 and the JDK's ciphers; for the first 65,536
 * packets of an SSRC.
 */
public final class Srtp {
  private static final int HEADER = 12;
  private static final int TAG = 10;

  private final byte[] keySalt;
  private final SecretKeySpec cipherKey;
  private final SecretKeySpec authKey;
  private final byte[] salt;

  public Srtp(byte[] keySalt) {
    this.keySalt = keySalt.clone();
    cipherKey = new SecretKeySpec(derived(0, 16), "AES");
    authKey = new SecretKeySpec(derived(1, 20), "HmacSHA1");
    salt = Arrays.copyOf(derived(2, 14), 16);
  }

  /** From the value of an a=crypto line of SDP; the suite must be the one that is done here. */
  public static Srtp ofSdp(String sdp) {
    String line = sdp.lines().filter(each -> each.matches("a=crypto:\\d+ AES_CM_128_HMAC_SHA1_80 inline:\\S+"))
        .findFirst().orElseThrow(() -> new AssertionError("no key in\n" + sdp));
    return new Srtp(Base64.getDecoder().decode(line.substring(line.indexOf("inline:") + 7)));
  }

  /** The a=crypto line that tells the other side this key. */
  public String attribute(int tag) {
    return "a=crypto:" + tag + " AES_CM_128_HMAC_SHA1_80 inline:" + Base64.getEncoder().encodeToString(keySalt);
  }

  // RFC 3711 §4.3.1: the key stream of the master key, begun at label * 2^48 xor the master salt, times 2^16
  private byte[] derived(int label, int octets) {
    byte[] iv = Arrays.copyOf(Arrays.copyOfRange(keySalt, 16, 30), 16);
    iv[7] ^= (byte) label;
    return counter(new SecretKeySpec(keySalt, 0, 16, "AES"), iv, new byte[octets], 0);
  }

  public byte[] protect(byte[] packet) {
    byte[] sealed = counter(cipherKey, iv(packet), packet, HEADER);
    byte[] tag = Arrays.copyOf(mac(sealed, sealed.length), TAG);
    return ByteBuffer.allocate(sealed.length + TAG).put(sealed).put(tag).array();
  }

  public byte[] unprotect(byte[] packet) {
    int length = packet.length - TAG;
    byte[] tag = Arrays.copyOf(mac(packet, length), TAG);
    if (!Arrays.equals(tag, Arrays.copyOfRange(packet, length, packet.length))) {
      throw new AssertionError("the packet is not of this key");
    }
    return counter(cipherKey, iv(packet), Arrays.copyOf(packet, length), HEADER);
  }

  // RFC 3711 §4.1.1: salt * 2^16 xor SSRC * 2^64 xor index * 2^16
  private byte[] iv(byte[] packet) {
    byte[] iv = salt.clone();
    for (int i = 0; i < 4; i++) {
      iv[4 + i] ^= packet[8 + i];
    }
    iv[12] ^= packet[2];
    iv[13] ^= packet[3];
    return iv;
  }

  private static byte[] counter(SecretKeySpec key, byte[] iv, byte[] bytes, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
      byte[] out = bytes.clone();
      cipher.doFinal(bytes, from, bytes.length - from, out, from);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] mac(byte[] bytes, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(authKey);
      mac.update(bytes, 0, length);
      return mac.doFinal(new byte[4]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
