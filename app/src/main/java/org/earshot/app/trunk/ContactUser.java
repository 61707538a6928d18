package org.earshot.app.trunk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.earshot.app.config.ServerConfig.Register;

/**
 * The user part of the contact that we register with a trunk. An INVITE to it is the trunk's, wherever it comes from,
 * so nobody else may be able to guess it; and it is the same after a restart, so that the old binding is replaced.
 */
final class ContactUser {
  private static final int SIGNED_CHARS = 16;

  private ContactUser() {}

  /** The account's name, and a signature of trunk and account made with its password. */
  static String of(String trunk, Register register) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(register.login().password().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(("earshot contact\n" + trunk + "\n" + register.user()).getBytes(StandardCharsets.UTF_8));
      // proxies are known to change the case of what they think is a name
      String text = Base64.getEncoder().encodeToString(signature).replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
      return register.user() + "." + text.substring(0, SIGNED_CHARS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
