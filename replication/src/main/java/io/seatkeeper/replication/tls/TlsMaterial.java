package io.seatkeeper.replication.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What one reading of the files gave: checked, and whole.
 *
 * @param chain the node's certificate first
 * @param key its private key
 * @param trust accepts what a CA of the bundle has signed
 */
record TlsMaterial(List<X509Certificate> chain, PrivateKey key, X509ExtendedTrustManager trust) {
  private static final int PROBE_BYTES = 32;

  /**
   * Makes sense of the files.
   *
   * @param now when the certificates must be valid
   * @throws TlsFileException when they do not make a node that others would accept
   */
  static TlsMaterial of(TlsContents contents, Instant now) throws TlsFileException {
    PemFile certificateFile = contents.certificate();
    List<X509Certificate> chain = certificateFile.certificates();
    X509Certificate own = chain.getFirst();
    PrivateKey key = key(contents.key(), certificateFile, own.getPublicKey());
    if (!fits(key, own.getPublicKey())) {
      throw new TlsFileException(
          contents.key().name()
              + " does not fit the certificate in "
              + certificateFile.path()
              + ".");
    }
    if (own.getNotAfter().toInstant().isBefore(now)) {
      throw new TlsFileException(
          certificateFile.name() + " expired at " + own.getNotAfter().toInstant() + ". Renew it.");
    }
    if (own.getNotBefore().toInstant().isAfter(now)) {
      throw new TlsFileException(
          certificateFile.name()
              + " is not valid before "
              + own.getNotBefore().toInstant()
              + ". Check this machine's clock, or wait.");
    }
    X509ExtendedTrustManager trust = trust(authorities(contents.authorities(), now));
    checkThatPeersAccept(certificateFile, chain, trust);
    return new TlsMaterial(List.copyOf(chain), key, trust);
  }

  private static PrivateKey key(PemFile file, PemFile certificateFile, PublicKey publicKey)
      throws TlsFileException {
    PemFile.Block block =
        file.blocks().stream().filter(TlsMaterial::isKey).findFirst().orElse(null);
    if (block == null) {
      throw new TlsFileException(file.name() + " holds no PRIVATE KEY block.");
    }
    if (!block.label().equals("PRIVATE KEY")) {
      throw new TlsFileException(
          file.name()
              + " holds the key as "
              + block.label()
              + ". Convert it: openssl pkcs8 -topk8 -nocrypt -in "
              + file.path());
    }
    String algorithm = publicKey.getAlgorithm();
    if (!algorithm.equals("EC") && !algorithm.equals("RSA")) {
      throw new TlsFileException(
          certificateFile.name() + " has a key of the kind " + algorithm + ". Use EC or RSA.");
    }
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(block.bytes()));
    } catch (InvalidKeySpecException e) {
      throw new TlsFileException(
          file.name()
              + " does not fit the certificate in "
              + certificateFile.path()
              + ": it holds no "
              + algorithm
              + " key.",
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java knows no " + algorithm + " keys", e);
    }
  }

  private static boolean isKey(PemFile.Block block) {
    return block.label().endsWith("PRIVATE KEY");
  }

  private static boolean fits(PrivateKey key, PublicKey publicKey) {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] probe = new byte[PROBE_BYTES];
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(probe);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(publicKey);
      verifying.update(probe);
      return verifying.verify(signature);
    } catch (GeneralSecurityException _) {
      // Keys of different curves or sizes: what one signs, the other cannot even read.
      return false;
    }
  }

  private static List<X509Certificate> authorities(PemFile file, Instant now)
      throws TlsFileException {
    List<X509Certificate> valid = new ArrayList<>();
    for (X509Certificate authority : file.certificates()) {
      if (authority.getBasicConstraints() < 0) {
        throw new TlsFileException(
            file.name()
                + " holds a certificate that is no CA: "
                + authority.getSubjectX500Principal()
                + ".");
      }
      if (authority.getNotAfter().toInstant().isAfter(now)) {
        valid.add(authority);
      }
    }
    if (valid.isEmpty()) {
      throw new TlsFileException(file.name() + " holds no CA that has not expired.");
    }
    return valid;
  }

  private static X509ExtendedTrustManager trust(List<X509Certificate> authorities) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int index = 0; index < authorities.size(); index++) {
        store.setCertificateEntry("ca-" + index, authorities.get(index));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager trust) {
          return trust;
        }
      }
      throw new IllegalStateException("this Java checks no certificate chains");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java checks no certificate chains", e);
    }
  }

  /** A node is a client to some and a server to others, so its certificate must be good as both. */
  private static void checkThatPeersAccept(
      PemFile file, List<X509Certificate> chain, X509ExtendedTrustManager trust)
      throws TlsFileException {
    X509Certificate[] array = chain.toArray(X509Certificate[]::new);
    try {
      trust.checkClientTrusted(array, "UNKNOWN");
      trust.checkServerTrusted(array, "UNKNOWN");
    } catch (CertificateException e) {
      throw new TlsFileException(
          file.name() + " would be refused by other nodes: " + RefusalReason.of(e) + ".", e);
    }
  }
}
