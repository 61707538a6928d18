package org.earshot.scenarios.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The servers' key and its self-signed certificate for 127.0.0.1, made once by the JDK's keytool. */
final class Keys {
  private static final String PASSWORD = "of-the-tests";
  private static KeyStore made;

  private Keys() {}

  /** Writes server.crt and server.key into the folder. */
  static void make(Path folder) {
    try {
      KeyStore store = store();
      Files.writeString(folder.resolve("server.crt"), pem("CERTIFICATE", store.getCertificate("us").getEncoded()));
      Files.writeString(folder.resolve("server.key"),
          pem("PRIVATE KEY", store.getKey("us", PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For clients that trust the server. */
  static SSLContext trusting() throws IOException, GeneralSecurityException, InterruptedException {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", store().getCertificate("us"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static synchronized KeyStore store() throws IOException, GeneralSecurityException, InterruptedException {
    if (made == null) {
      Path file = Site.TARGET.resolve("keys-" + ProcessHandle.current().pid() + ".p12");
      Files.deleteIfExists(file);
      var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
          "-genkeypair", "-alias", "us", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30", "-dname", "CN=us",
          "-ext", "san=IP:127.0.0.1", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
          .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed");
      }
      made = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      Files.delete(file);
    }
    return made;
  }

  private static String pem(String type, byte[] bytes) {
    return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END " + type + "-----\n";
  }
}
