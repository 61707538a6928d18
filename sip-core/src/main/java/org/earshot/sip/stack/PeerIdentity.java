package org.earshot.sip.stack;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whom a certificate stands for (RFC 5922 §7.1, §7.2): the {@code sip:} URIs among its alternative names, its DNS names
 * where it has none of those; its IP addresses where we connect to an address. No wildcards, and no common name beside them.
 */
final class PeerIdentity {
  private static final int DNS_NAME = 2;
  private static final int URI = 6;
  private static final int IP_ADDRESS = 7;
  private static final String SIP = "sip:";

  private PeerIdentity() {}

  /** {@code wanted}: the domain, or the IP literal, that the request is for. */
  static boolean stands(X509Certificate certificate, String wanted) {
    try {
      InetAddress address = literal(wanted);
      if (address != null) {
        return names(certificate, IP_ADDRESS).stream().map(PeerIdentity::literal).anyMatch(address::equals);
      }
      List<String> uris = names(certificate, URI).stream().filter(uri -> uri.toLowerCase(Locale.ROOT).startsWith(SIP))
          .map(uri -> uri.substring(SIP.length())).toList();
      // RFC 5922 §7.1: a URI with a user part is somebody's, not the domain's
      return (uris.isEmpty() ? names(certificate, DNS_NAME) : uris).stream().anyMatch(wanted::equalsIgnoreCase);
    } catch (CertificateParsingException unreadable) {
      return false;
    }
  }

  private static List<String> names(X509Certificate certificate, int type) throws CertificateParsingException {
    var names = new ArrayList<String>();
    if (certificate.getSubjectAlternativeNames() != null) {
      for (List<?> name : certificate.getSubjectAlternativeNames()) {
        if (name.getFirst().equals(type)) {
          names.add(String.valueOf(name.get(1)));
        }
      }
    }
    return names;
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException name) {
      return null;
    }
  }
}
