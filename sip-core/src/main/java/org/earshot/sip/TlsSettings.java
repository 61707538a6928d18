package org.earshot.sip;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Keys and trust of TLS and WSS. The files are PEM; they are read again when they change, for connections made from then
 * on.
 *
 * @param certificate our chain, our own certificate first; shown to those who connect, and to peers that ask for it
 * @param key         its private key (PKCS#8, without a password)
 * @param clients     whether those who connect must show a certificate
 * @param clientCa    who may have signed it; empty: the Java runtime's authorities
 * @param verify      whether a peer that we connect to must prove who it is (RFC 5922)
 * @param ca          who may have signed that proof; empty: the Java runtime's authorities
 */
public record TlsSettings(Path certificate, Path key, Clients clients, Optional<Path> clientCa, boolean verify,
                          Optional<Path> ca) {
  /** Of a certificate of those who connect: not asked for, asked for, insisted on. */
  public enum Clients { ANY, ASK, REQUIRE }
}
