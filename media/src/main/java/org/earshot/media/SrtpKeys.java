package org.earshot.media;

import java.util.Arrays;

/**
 * How one stream is protected (RFC 3711), as both sides agreed: immutable, and never in a log.
 *
 * @param local  master key and salt of what we send
 * @param remote master key and salt of what the peer sends
 */
public record SrtpKeys(Suite suite, byte[] local, byte[] remote) {

  /** RFC 4568 §6.2 and RFC 7714 §12: cipher, its key and salt, and the length of the tag that authenticates. */
  public enum Suite {
    AES_CM_128_HMAC_SHA1_80(16, 14), AES_CM_128_HMAC_SHA1_32(16, 14), AEAD_AES_128_GCM(16, 12), AEAD_AES_256_GCM(32, 12);

    private final int keyOctets;
    private final int saltOctets;

    Suite(int keyOctets, int saltOctets) {
      this.keyOctets = keyOctets;
      this.saltOctets = saltOctets;
    }

    public int keyOctets() {
      return keyOctets;
    }

    public int saltOctets() {
      return saltOctets;
    }
  }

  public SrtpKeys {
    if (local.length != suite.keyOctets + suite.saltOctets || remote.length != local.length) {
      throw new IllegalArgumentException("keys for " + suite + " have another length");
    }
    local = local.clone();
    remote = remote.clone();
  }

  @Override
  public byte[] local() {
    return local.clone();
  }

  @Override
  public byte[] remote() {
    return remote.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SrtpKeys keys && suite == keys.suite && Arrays.equals(local, keys.local)
        && Arrays.equals(remote, keys.remote);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(local) + Arrays.hashCode(remote);
  }

  @Override
  public String toString() {
    return suite.name();
  }
}
