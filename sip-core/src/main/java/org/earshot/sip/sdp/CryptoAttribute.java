package org.earshot.sip.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One a=crypto (RFC 4568 §9.1): {@code 1 AES_CM_128_HMAC_SHA1_80 inline:KEY-AND-SALT}. Immutable; its text holds a key and
 * belongs into messages alone.
 *
 * @param tag     which of the offered ones an answer takes
 * @param suite   the cipher and the length of what authenticates
 * @param keySalt master key and master salt, one after the other
 */
public record CryptoAttribute(int tag, Suite suite, byte[] keySalt) {

  /** RFC 4568 §6.2 and RFC 7714 §14.2, the strongest first. */
  public enum Suite {
    AEAD_AES_256_GCM(44), AEAD_AES_128_GCM(28), AES_CM_128_HMAC_SHA1_80(30), AES_CM_128_HMAC_SHA1_32(30);

    private final int keySaltOctets;

    Suite(int keySaltOctets) {
      this.keySaltOctets = keySaltOctets;
    }

    /** Of master key and salt together. */
    public int keySaltOctets() {
      return keySaltOctets;
    }

    static Optional<Suite> named(String name) {
      return Arrays.stream(values()).filter(suite -> suite.name().equals(name)).findFirst();
    }
  }

  public CryptoAttribute {
    keySalt = keySalt.clone();
  }

  @Override
  public byte[] keySalt() {
    return keySalt.clone();
  }

  /** Those of a media line that can be used, in the peer's order. */
  public static List<CryptoAttribute> of(MediaDescription media) {
    var usable = new ArrayList<CryptoAttribute>();
    media.attributes("crypto").forEach(value -> parse(value).ifPresent(usable::add));
    return usable;
  }

  // RFC 4568 §5.1.2, §6.3: an attribute with a session parameter that is not understood must not be taken. WSH is a hint.
  static Optional<CryptoAttribute> parse(String value) {
    String[] words = value.strip().split("\\s+");
    int tag = Codec.number(words[0]);
    if (tag < 0 || words.length < 3 || Arrays.stream(words).skip(3).anyMatch(word -> !word.startsWith("WSH="))) {
      return Optional.empty();
    }
    return Suite.named(words[1]).flatMap(suite ->
        key(words[2], suite).map(keySalt -> new CryptoAttribute(tag, suite, keySalt)));
  }

  /** {@code inline:BASE64|2^31}: several keys, and packets that name theirs (an MKI, with a colon), are not done. */
  private static Optional<byte[]> key(String text, Suite suite) {
    if (!text.regionMatches(true, 0, "inline:", 0, 7) || text.indexOf(';') >= 0 || text.indexOf(':', 7) >= 0) {
      return Optional.empty();
    }
    int bar = text.indexOf('|');
    try {
      byte[] keySalt = Base64.getDecoder().decode(text.substring(7, bar < 0 ? text.length() : bar));
      return keySalt.length == suite.keySaltOctets() ? Optional.of(keySalt) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether it has that very key, whatever its tag. */
  public boolean isKeyOf(CryptoAttribute other) {
    return suite == other.suite && Arrays.equals(keySalt, other.keySalt);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CryptoAttribute crypto && tag == crypto.tag && isKeyOf(crypto);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keySalt) + tag;
  }

  /** As it stands after {@code a=crypto:}. */
  @Override
  public String toString() {
    return tag + " " + suite + " inline:" + Base64.getEncoder().encodeToString(keySalt);
  }
}
