package io.seatkeeper.replication.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with TLS files is said in one sentence. */
class TlsFaultsTest {
  @TempDir private static Path stores;
  private static Certificates authority;

  @TempDir private Path folder;
  private TlsFiles files;

  @BeforeAll
  static void make() {
    authority =
        Certificates.authority(stores, "shop")
            .node("n1")
            .node("rsa", "-ext", "san=dns:localhost", "-keyalg", "RSA", "-keysize", "2048")
            .node("web", "-ext", "eku=serverAuth", "-keyalg", "EC");
  }

  @BeforeEach
  void write() {
    files = authority.files(folder, "n1");
  }

  @Test
  void shouldTakeKeysOfBothKinds() throws TlsFileException {
    assertThat(load().key().getAlgorithm()).isEqualTo("EC");

    Certificates.write(
        files, authority.certificate("rsa"), authority.key("rsa"), authority.authority());

    assertThat(load().key().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void shouldSayThatAFileIsMissing() throws IOException {
    Files.delete(files.key());

    assertFault("The private key file " + files.key() + " does not exist.");
  }

  @Test
  void shouldSayThatAFileIsNoPem() throws IOException {
    Files.writeString(files.certificate(), "hello");

    assertFault(
        "The certificate file "
            + files.certificate()
            + " is not PEM: it has no -----BEGIN ...----- block.");
  }

  @Test
  void shouldSayThatABlockIsNoCertificate() throws IOException {
    Files.writeString(
        files.certificate(), "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n");

    assertFault(
        "The certificate file "
            + files.certificate()
            + " holds a block that is no X.509 certificate.");
  }

  @Test
  void shouldSayThatTheFilesAreInTheWrongPlaces() throws IOException {
    Files.writeString(files.certificate(), authority.key("n1"));

    assertFault("The certificate file " + files.certificate() + " holds no CERTIFICATE block.");
  }

  @Test
  void shouldSayHowToConvertAnotherKindOfKeyFile() throws IOException {
    Files.writeString(files.key(), authority.key("rsa").replace("PRIVATE KEY", "RSA PRIVATE KEY"));

    assertFault(
        "The private key file "
            + files.key()
            + " holds the key as RSA PRIVATE KEY. Convert it: openssl pkcs8 -topk8 -nocrypt -in "
            + files.key());
  }

  @Test
  void shouldSayThatTheKeyDoesNotFit() {
    Certificates.replace(files.key(), authority.key("web"));

    assertFault(
        "The private key file "
            + files.key()
            + " does not fit the certificate in "
            + files.certificate()
            + ".");
  }

  @Test
  void shouldSayThatTheKeyIsOfAnotherKind() {
    Certificates.replace(files.key(), authority.key("rsa"));

    assertFault(
        "The private key file "
            + files.key()
            + " does not fit the certificate in "
            + files.certificate()
            + ": it holds no EC key.");
  }

  @Test
  void shouldSayThatTheCertificateHasExpired() {
    assertThatExceptionOfType(TlsFileException.class)
        .isThrownBy(() -> load(Instant.now().plus(Duration.ofDays(91))))
        .withMessageContaining("expired at ")
        .withMessageEndingWith("Renew it.");
  }

  @Test
  void shouldSayThatTheCertificateIsNotValidYet() {
    assertThatExceptionOfType(TlsFileException.class)
        .isThrownBy(() -> load(Instant.now().minus(Duration.ofDays(1))))
        .withMessageContaining("is not valid before ");
  }

  @Test
  void shouldSayThatTheCaFileHoldsNoCa() throws IOException {
    Files.writeString(files.authorities(), authority.certificate("n1"));

    assertFault(
        "The CA file " + files.authorities() + " holds a certificate that is no CA: CN=n1.");
  }

  @Test
  void shouldSayThatOtherNodesWouldRefuseTheCertificate() {
    Certificates.write(
        files, authority.certificate("web"), authority.key("web"), authority.authority());

    assertThatExceptionOfType(TlsFileException.class)
        .isThrownBy(this::load)
        .withMessageContaining("would be refused by other nodes: ")
        .withMessageContaining("client authentication");
  }

  @Test
  void shouldSayThatNoCaOfTheFileHasSignedTheCertificate() {
    Certificates other = Certificates.authority(folder, "stranger");
    Certificates.replace(files.authorities(), other.authority());

    assertFault(
        "The certificate file "
            + files.certificate()
            + " would be refused by other nodes: no CA of the CA file has signed it.");
  }

  private void assertFault(String sentence) {
    assertThatExceptionOfType(TlsFileException.class).isThrownBy(this::load).withMessage(sentence);
  }

  private TlsMaterial load() throws TlsFileException {
    return load(Instant.now());
  }

  private TlsMaterial load(Instant now) throws TlsFileException {
    return TlsMaterial.of(TlsContents.read(files), now);
  }
}
