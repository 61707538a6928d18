package org.earshot.sip.auth;

import java.util.Map;

/** What is known of a user's password. */
public sealed interface DigestSecret {

  record Password(String text) implements DigestSecret {}

  /** H(A1) in hexadecimal, one for each algorithm we offer, made for our realm and the plain user name. */
  record Ha1(Map<DigestAlgorithm, String> digests) implements DigestSecret {}
}
