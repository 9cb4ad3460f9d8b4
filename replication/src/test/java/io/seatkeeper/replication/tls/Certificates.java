package io.seatkeeper.replication.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** CAs and certificates for tests, made by the JDK's keytool, one key store a CA. */
public final class Certificates {
  private static final char[] PASSWORD = "for tests".toCharArray();
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path store;

  private Certificates(Path store) {
    this.store = store;
  }

  /** A new CA, whose key store lies in a folder. */
  public static Certificates authority(Path folder, String name) {
    Certificates authority = new Certificates(folder.resolve(name + ".p12"));
    authority.keytool(
        "ca", "-dname", "CN=" + name, "-ext", "bc:c", "-ext", "ku=keyCertSign", "-keyalg", "EC");
    return authority;
  }

  /** A certificate for a node: one that its CA has signed, for localhost, with an EC key. */
  Certificates node(String name) {
    return node(name, "-ext", "san=dns:localhost", "-keyalg", "EC");
  }

  /** The same with other options of {@code keytool -genkeypair}. */
  public Certificates node(String name, String... options) {
    List<String> all = new ArrayList<>(List.of("-signer", "ca", "-dname", "CN=" + name));
    all.addAll(List.of(options));
    keytool(name, all.toArray(String[]::new));
    return this;
  }

  private void keytool(String alias, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keystore", store.toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", String.valueOf(PASSWORD)));
    command.addAll(List.of(options));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("keytool failed: " + said);
      }
    } catch (IOException e) {
      throw new AssertionError("keytool cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The node's certificate as PEM. */
  String certificate(String name) {
    return open(keys -> pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
  }

  /** The node's private key as PEM. */
  String key(String name) {
    return open(keys -> pem("PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded()));
  }

  /** The CA's certificate as PEM. */
  String authority() {
    return certificate("ca");
  }

  /** Writes a node's files into a folder. */
  public TlsFiles files(Path folder, String name) {
    TlsFiles files =
        new TlsFiles(
            folder.resolve("node.pem"), folder.resolve("node.key"), folder.resolve("ca.pem"));
    write(files, certificate(name), key(name), authority());
    return files;
  }

  /** Replaces a node's files, as an operator would: one after the other, each by renaming. */
  static void write(TlsFiles files, String certificate, String key, String authorities) {
    replace(files.authorities(), authorities);
    replace(files.key(), key);
    replace(files.certificate(), certificate);
  }

  /** Replaces a file by renaming. */
  static void replace(Path file, String text) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(fresh.toAbsolutePath().getParent());
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private interface Reading {
    String read(KeyStore keys) throws GeneralSecurityException;
  }

  private String open(Reading reading) {
    try (InputStream file = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(file, PASSWORD);
      return reading.read(keys);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(label, BASE64.encodeToString(content));
  }
}
