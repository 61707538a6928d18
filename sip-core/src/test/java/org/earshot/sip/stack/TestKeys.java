package org.earshot.sip.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.earshot.sip.TlsSettings;
import org.earshot.sip.TlsSettings.Clients;

/** A self-signed certificate and its key, made by the JDK's keytool, as PEM files and as a client of its own. */
record TestKeys(Path certificate, Path key, KeyStore store) {
  private static final String PASSWORD = "of-the-test";

  /** {@code san}: alternative names as keytool wants them, such as {@code DNS:sip.example.org,IP:127.0.0.1}. */
  static TestKeys make(Path folder, String name, String san) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Files.deleteIfExists(file);
    var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "us", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30", "-dname",
        "CN=" + name, "-ext", "san=" + san, "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
        .inheritIO().start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var keys = new TestKeys(folder.resolve(name + ".crt"), folder.resolve(name + ".key"), store);
    Files.writeString(keys.certificate, pem("CERTIFICATE", store.getCertificate("us").getEncoded()));
    Files.writeString(keys.key, pem("PRIVATE KEY", store.getKey("us", PASSWORD.toCharArray()).getEncoded()));
    return keys;
  }

  private static String pem(String type, byte[] bytes) {
    return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END " + type + "-----\n";
  }

  X509Certificate x509() throws GeneralSecurityException {
    return (X509Certificate) store.getCertificate("us");
  }

  /** For a server with this certificate that trusts the others'. */
  TlsSettings settings(Clients clients, TestKeys trusted) {
    return new TlsSettings(certificate, key, clients, Optional.of(trusted.certificate), true,
        Optional.of(trusted.certificate));
  }

  /** A client that trusts this certificate, and shows it where it is asked. */
  SSLContext clientContext(boolean showing) throws GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates;
    try {
      certificates = KeyStore.getInstance("PKCS12");
      certificates.load(null, null);
      certificates.setCertificateEntry("server", x509());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    trust.init(certificates);
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(showing ? own.getKeyManagers() : null, trust.getTrustManagers(), null);
    return context;
  }

  /** A connection whose handshake is done. */
  SSLSocket connect(int port, boolean showing, String... protocols) throws IOException, GeneralSecurityException {
    var plain = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    plain.setSoTimeout(Peer.PATIENCE_MS);
    var socket = (SSLSocket) clientContext(showing).getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.startHandshake();
    return socket;
  }
}
