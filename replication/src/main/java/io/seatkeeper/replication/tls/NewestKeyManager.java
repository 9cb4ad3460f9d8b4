package io.seatkeeper.replication.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest certificate. A handshake asks for an alias, then for the chain and the key under
 * it; each loading has an alias of its own, so that it gets both of the same one.
 */
final class NewestKeyManager extends X509ExtendedKeyManager {
  private final Supplier<String> newestAlias;
  private final Function<String, @Nullable TlsMaterial> byAlias;

  /**
   * @param newestAlias names what was loaded last
   * @param byAlias what is under an alias; null once it is too old
   */
  NewestKeyManager(Supplier<String> newestAlias, Function<String, @Nullable TlsMaterial> byAlias) {
    this.newestAlias = newestAlias;
    this.byAlias = byAlias;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyType);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = alias(keyType);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return getClientAliases(keyType, issuers);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    TlsMaterial material = byAlias.apply(alias);
    return material == null ? null : material.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    TlsMaterial material = byAlias.apply(alias);
    return material == null ? null : material.key();
  }

  /**
   * Our one certificate, whatever CAs the peer names: the peer's refusal says more than silence.
   */
  private @Nullable String alias(String... keyTypes) {
    String alias = newestAlias.get();
    TlsMaterial material = byAlias.apply(alias);
    if (material == null) {
      return null;
    }
    String algorithm = material.key().getAlgorithm();
    for (String keyType : keyTypes) {
      if (keyType.equals(algorithm) || keyType.startsWith(algorithm + "_")) {
        return alias;
      }
    }
    return null;
  }
}
