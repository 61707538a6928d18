package org.earshot.media.srtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.earshot.media.SrtpKeys;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/**
 * Takes protection off what the peer of one stream sends, and puts it on what is sent to it. A context for each SSRC
 * counts its packets and remembers which have been seen; one of the peer's is kept only once a packet has proved to be of
 * its key, so that forged ones leave nothing behind. Its media loop only.
 */
public final class SrtpSession {
  /** Streams of one peer, one after the other: each transfer or re-INVITE may bring a new one. */
  private static final int SOURCES_MAX = 16;
  private static final int PREPARED = 50;
  private static final int SHORTEST_RTP = 12;
  private static final int SHORTEST_RTCP = 8;
  private static final Logger LOG = new LoggerImpl(SrtpSession.class.getName());
  /** Held, since the level would go with it: what the library says of itself at its start is nobody's concern. */
  private static final java.util.logging.Logger LIBRARY = java.util.logging.Logger.getLogger("org.jitsi");

  static {
    LIBRARY.setLevel(java.util.logging.Level.WARNING);
    // without a choice it measures all ciphers that there are before the first packet
    Aes.setFactoryClassName("SunJCE");
  }

  private final SrtpKeys keys;
  private final SrtpContextFactory sending;
  private final SrtpContextFactory receiving;
  private final Map<Integer, SrtpCryptoContext> sent = new Recent<>();
  private final Map<Integer, SrtpCryptoContext> received = new Recent<>();
  private final Map<Integer, SrtcpCryptoContext> sentControl = new Recent<>();
  private final Map<Integer, SrtcpCryptoContext> receivedControl = new Recent<>();
  private final PacketArray packet = new PacketArray();

  /** The contexts used last; a peer cannot make there be many. */
  private static final class Recent<C> extends LinkedHashMap<Integer, C> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(4, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, C> eldest) {
      return size() > SOURCES_MAX;
    }
  }

  public SrtpSession(SrtpKeys keys) {
    this.keys = keys;
    sending = factory(true, keys.suite(), keys.local());
    receiving = factory(false, keys.suite(), keys.remote());
  }

  private static SrtpContextFactory factory(boolean sender, SrtpKeys.Suite suite, byte[] keySalt) {
    byte[] key = Arrays.copyOf(keySalt, suite.keyOctets());
    byte[] salt = Arrays.copyOfRange(keySalt, suite.keyOctets(), keySalt.length);
    return new SrtpContextFactory(sender, key, salt, policy(suite, false), policy(suite, true), LOG);
  }

  // RFC 3711 §5.2: the 32-bit tag is for RTP alone, RTCP keeps 80 bits
  private static SrtpPolicy policy(SrtpKeys.Suite suite, boolean control) {
    return switch (suite) {
      case AES_CM_128_HMAC_SHA1_80 -> countered(suite, 10);
      case AES_CM_128_HMAC_SHA1_32 -> countered(suite, control ? 10 : 4);
      case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> new SrtpPolicy(SrtpPolicy.AESGCM_ENCRYPTION, suite.keyOctets(),
          SrtpPolicy.NULL_AUTHENTICATION, 0, 16, suite.saltOctets());
    };
  }

  private static SrtpPolicy countered(SrtpKeys.Suite suite, int tagOctets) {
    return new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, suite.keyOctets(), SrtpPolicy.HMACSHA1_AUTHENTICATION, 20,
        tagOctets, suite.saltOctets());
  }

  /**
   * Loads all that protecting takes, which is a good part of a second: on the first protected packet it would hold up every
   * call of its loop. Blocks; not for a loop.
   */
  public static void prepare() {
    for (SrtpKeys.Suite suite : SrtpKeys.Suite.values()) {
      byte[] key = new byte[suite.keyOctets() + suite.saltOctets()];
      SrtpSession session = new SrtpSession(new SrtpKeys(suite, key, key));
      for (int sequence = 1; sequence <= PREPARED; sequence++) {
        ByteBuf packet = Unpooled.buffer(PacketArray.ROOM).writeByte(0x80).writeByte(0).writeShort(sequence).writeZero(168);
        session.unprotect(Unpooled.copiedBuffer(session.protect(packet)));
      }
      ByteBuf report = Unpooled.buffer(8).writeByte(0x80).writeByte(201).writeShort(1).writeInt(1);
      session.unprotectControl(Unpooled.copiedBuffer(session.protectControl(report)));
    }
  }

  public SrtpKeys keys() {
    return keys;
  }

  /** Whether a packet has proved to come from this SSRC. */
  public boolean knows(int ssrc) {
    return received.containsKey(ssrc);
  }

  /** Makes the peer's RTP packet plain, in place; only with {@code OK} may it be read. */
  public SrtpStatus unprotect(ByteBuf datagram) {
    if (datagram.readableBytes() < SHORTEST_RTP) {
      return SrtpStatus.TOO_SHORT;
    }
    if (!packet.load(datagram)) {
      return SrtpStatus.TOO_LONG;
    }
    int ssrc = datagram.getInt(datagram.readerIndex() + 8);
    try {
      SrtpCryptoContext known = received.get(ssrc);
      SrtpCryptoContext context = known == null ? receiving.deriveContext(ssrc, 0) : known;
      SrtpStatus status = status(context.reverseTransformPacket(packet, false));
      if (status == SrtpStatus.OK) {
        packet.store(datagram);
        if (known == null) {
          received.put(ssrc, context);
        }
      }
      return status;
    } catch (GeneralSecurityException | RuntimeException e) {
      return SrtpStatus.FAILED; // lengths inside that do not fit: the cipher says so by throwing
    }
  }

  /** The same for RTCP. */
  public SrtpStatus unprotectControl(ByteBuf datagram) {
    if (datagram.readableBytes() < SHORTEST_RTCP) {
      return SrtpStatus.TOO_SHORT;
    }
    if (!packet.load(datagram)) {
      return SrtpStatus.TOO_LONG;
    }
    int ssrc = datagram.getInt(datagram.readerIndex() + 4);
    try {
      SrtcpCryptoContext known = receivedControl.get(ssrc);
      SrtcpCryptoContext context = known == null ? receiving.deriveControlContext(ssrc) : known;
      SrtpStatus status = status(context.reverseTransformPacket(packet));
      if (status == SrtpStatus.OK) {
        packet.store(datagram);
        if (known == null) {
          receivedControl.put(ssrc, context);
        }
      }
      return status;
    } catch (GeneralSecurityException | RuntimeException e) {
      return SrtpStatus.FAILED;
    }
  }

  private static SrtpStatus status(SrtpErrorStatus status) {
    return switch (status) {
      case OK -> SrtpStatus.OK;
      case AUTH_FAIL -> SrtpStatus.AUTH_FAIL;
      case REPLAY_FAIL -> SrtpStatus.REPLAYED;
      case REPLAY_OLD -> SrtpStatus.TOO_OLD;
      case FAIL, INVALID_PACKET -> SrtpStatus.FAILED;
    };
  }

  /** A protected copy of the RTP packet, good until the next call; null where it cannot be. */
  public ByteBuf protect(ByteBuf datagram) {
    if (datagram.readableBytes() < SHORTEST_RTP || !packet.load(datagram)) {
      return null;
    }
    int ssrc = datagram.getInt(datagram.readerIndex() + 8);
    try {
      SrtpCryptoContext context = sent.get(ssrc);
      if (context == null) {
        context = sending.deriveContext(ssrc, 0);
        sent.put(ssrc, context);
      }
      return context.transformPacket(packet) == SrtpErrorStatus.OK ? packet.asBuffer() : null;
    } catch (GeneralSecurityException | RuntimeException e) {
      return null;
    }
  }

  /** The same for RTCP. */
  public ByteBuf protectControl(ByteBuf datagram) {
    if (datagram.readableBytes() < SHORTEST_RTCP || !packet.load(datagram)) {
      return null;
    }
    int ssrc = datagram.getInt(datagram.readerIndex() + 4);
    try {
      SrtcpCryptoContext context = sentControl.get(ssrc);
      if (context == null) {
        context = sending.deriveControlContext(ssrc);
        sentControl.put(ssrc, context);
      }
      return context.transformPacket(packet) == SrtpErrorStatus.OK ? packet.asBuffer() : null;
    } catch (GeneralSecurityException | RuntimeException e) {
      return null;
    }
  }
}
