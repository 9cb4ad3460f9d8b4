package io.seatkeeper.replication.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.ratis.thirdparty.io.grpc.StatusRuntimeException;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that speak TLS through the Raft library's gRPC, with certificates of several kinds. */
@Timeout(60)
class PeerCertificatesTest {
  private static final Duration POLL = Duration.ofMillis(20);

  @TempDir private static Path stores;
  private static Certificates authority;
  private static Certificates stranger;

  @TempDir private Path folder;

  @BeforeAll
  static void make() {
    authority =
        Certificates.authority(stores, "shop")
            .node("n1")
            .node("n2")
            .node("renewed", "-ext", "san=dns:localhost", "-keyalg", "EC", "-validity", "400")
            .node("rsa", "-ext", "san=dns:localhost", "-keyalg", "RSA", "-keysize", "2048")
            .node("address", "-ext", "san=ip:127.0.0.1", "-keyalg", "EC")
            .node("elsewhere", "-ext", "san=dns:n9.example", "-keyalg", "EC");
    stranger = Certificates.authority(stores, "stranger").node("n1");
  }

  @Test
  void shouldConnectNodesOfOneAuthority() throws Exception {
    try (PeerCertificates one = open(authority, "n1");
        PeerCertificates two = open(authority, "n2");
        TlsEcho echo = TlsEcho.serve(one)) {
      TlsEcho.Answer answer = echo.ask("localhost", two, "hello");

      assertThat(answer.text()).isEqualTo("hello");
      assertThat(answer.server().getSubjectX500Principal().getName()).isEqualTo("CN=n1");
      assertThat(answer.client()).isEqualTo("CN=n2");
    }
  }

  @Test
  void shouldConnectKeysOfDifferentKinds() throws Exception {
    try (PeerCertificates rsa = open(authority, "rsa");
        PeerCertificates ec = open(authority, "n2");
        TlsEcho byRsa = TlsEcho.serve(rsa);
        TlsEcho byEc = TlsEcho.serve(ec)) {
      assertThat(byRsa.ask("localhost", ec, "to RSA").text()).isEqualTo("to RSA");
      assertThat(byEc.ask("localhost", rsa, "to EC").text()).isEqualTo("to EC");
    }
  }

  @Test
  void shouldConnectByAddressWhenTheCertificateNamesIt() throws Exception {
    try (PeerCertificates one = open(authority, "address");
        PeerCertificates two = open(authority, "n2");
        TlsEcho echo = TlsEcho.serve(one)) {
      assertThat(echo.ask("127.0.0.1", two, "hello").text()).isEqualTo("hello");
    }
  }

  @Test
  void shouldRefuseAServerOfAnotherHost() throws Exception {
    try (PeerCertificates one = open(authority, "elsewhere");
        PeerCertificates two = open(authority, "n2");
        TlsEcho echo = TlsEcho.serve(one);
        LogLines lines = LogLines.of(RefusalLog.class)) {
      assertRefused(echo, two);

      assertThat(lines.texts())
          .first()
          .asString()
          .contains("the server localhost:" + echo.port() + " for CN=elsewhere")
          .contains("No subject alternative DNS name matching localhost found");
    }
  }

  @Test
  void shouldRefuseAClientOfAnotherAuthority() throws Exception {
    TlsFiles trusting = stranger.files(folder.resolve("trusting"), "n1");
    Certificates.replace(trusting.authorities(), authority.authority() + stranger.authority());
    try (PeerCertificates one = open(authority, "n1");
        PeerCertificates two = PeerCertificates.open(trusting);
        TlsEcho echo = TlsEcho.serve(one);
        LogLines lines = LogLines.of(RefusalLog.class)) {
      assertRefused(echo, two);

      assertThat(lines.texts())
          .first()
          .asString()
          .startsWith("Refused the certificate of a client for CN=n1, number ")
          .endsWith(": no CA of the CA file has signed it");
    }
  }

  @Test
  void shouldRefuseAServerOfAnotherAuthority() throws Exception {
    try (PeerCertificates one = open(stranger, "n1");
        PeerCertificates two = open(authority, "n2");
        TlsEcho echo = TlsEcho.serve(one);
        LogLines lines = LogLines.of(RefusalLog.class)) {
      assertRefused(echo, two);

      assertThat(lines.texts()).first().asString().contains("no CA of the CA file has signed it");
    }
  }

  @Test
  void shouldRefuseACertificateThatExpiredInUse() throws Exception {
    X509Certificate[] expired = {expired()};
    try (PeerCertificates one = open(authority, "n1");
        LogLines lines = LogLines.of(RefusalLog.class)) {
      assertThatExceptionOfType(CertificateException.class)
          .isThrownBy(() -> one.trustManager().checkClientTrusted(expired, "UNKNOWN"));

      assertThat(lines.texts()).singleElement().asString().endsWith(": it has expired");
    }
  }

  @Test
  void shouldRefuseAConnectionThatDoesNotCheckTheHost() throws Exception {
    try (PeerCertificates one = open(authority, "n1")) {
      X509Certificate[] chain = one.keyManager().getCertificateChain("node-1");

      assertThatExceptionOfType(CertificateException.class)
          .isThrownBy(() -> one.trustManager().checkServerTrusted(chain, "UNKNOWN"))
          .withMessage("the connection does not check the server's host");
    }
  }

  @Test
  void shouldUseReplacedFilesForNewConnections() throws Exception {
    TlsFiles files = authority.files(folder.resolve("n1"), "n1");
    try (PeerCertificates one = PeerCertificates.open(files, Instant::now, POLL);
        PeerCertificates two = open(authority, "n2");
        TlsEcho echo = TlsEcho.serve(one)) {
      SslContext client = TlsEcho.client(two);
      X509Certificate before = echo.ask("localhost", client, "before").server();
      Instant expiry = one.notAfter();
      assertThat(before.getNotAfter().toInstant()).isEqualTo(expiry);

      Certificates.write(
          files, authority.certificate("renewed"), authority.key("renewed"), authority.authority());
      until(() -> one.notAfter().isAfter(expiry));

      X509Certificate after = echo.ask("localhost", client, "after").server();
      assertThat(after.getSubjectX500Principal().getName()).isEqualTo("CN=renewed");
      assertThat(after.getNotAfter().toInstant()).isEqualTo(one.notAfter());
    }
  }

  @Test
  void shouldRefuseWhomAReplacedCaFileDoesNotNameAnyMore() throws Exception {
    TlsFiles files = stranger.files(folder.resolve("n1"), "n1");
    Certificates.replace(files.authorities(), stranger.authority() + authority.authority());
    TlsFiles theirs = authority.files(folder.resolve("n2"), "n2");
    Certificates.replace(theirs.authorities(), stranger.authority() + authority.authority());
    try (PeerCertificates one = PeerCertificates.open(files, Instant::now, POLL);
        PeerCertificates two = PeerCertificates.open(theirs);
        TlsEcho echo = TlsEcho.serve(one)) {
      SslContext client = TlsEcho.client(two);
      assertThat(echo.ask("localhost", client, "before").text()).isEqualTo("before");

      Certificates.replace(files.authorities(), stranger.authority());
      until(() -> one.trustManager().getAcceptedIssuers().length == 1);

      assertRefused(echo, client);
    }
  }

  @Test
  void shouldNotResumeTheSessionOfAClientWhoseAuthorityIsGone() throws Exception {
    TlsFiles files = stranger.files(folder.resolve("n1"), "n1");
    Certificates.replace(files.authorities(), stranger.authority() + authority.authority());
    TlsFiles theirs = authority.files(folder.resolve("n2"), "n2");
    Certificates.replace(theirs.authorities(), stranger.authority() + authority.authority());
    TlsMaterial material = TlsMaterial.of(TlsContents.read(theirs), Instant.now());
    try (PeerCertificates one = PeerCertificates.open(files, Instant::now, POLL);
        PeerCertificates two = PeerCertificates.open(theirs);
        TlsEcho echo = TlsEcho.serve(one)) {
      SslContext keepsSessions = TlsEcho.client(two.keyManager(), material.trust());
      assertThat(echo.ask("localhost", keepsSessions, "before").text()).isEqualTo("before");

      Certificates.replace(files.authorities(), stranger.authority());
      until(() -> one.trustManager().getAcceptedIssuers().length == 1);

      assertRefused(echo, keepsSessions);
    }
  }

  @Test
  void shouldKeepTheOldCertificateWhenTheNewFilesAreWrong() throws Exception {
    TlsFiles files = authority.files(folder.resolve("n1"), "n1");
    try (PeerCertificates one = PeerCertificates.open(files, Instant::now, POLL);
        PeerCertificates two = open(authority, "n2");
        TlsEcho echo = TlsEcho.serve(one);
        LogLines lines = LogLines.of(PeerCertificates.class)) {
      Certificates.replace(files.key(), authority.key("n2"));
      until(() -> !lines.texts().isEmpty());

      assertThat(echo.ask("localhost", two, "still").server().getSubjectX500Principal().getName())
          .isEqualTo("CN=n1");
      assertThat(lines.texts())
          .containsExactly(
              "New TLS files are not used, the old ones stay in use: The private key file "
                  + files.key()
                  + " does not fit the certificate in "
                  + files.certificate()
                  + ".");
    }
  }

  private PeerCertificates open(Certificates issuer, String node) throws TlsFileException {
    return PeerCertificates.open(issuer.files(folder.resolve(node), node));
  }

  private X509Certificate expired() throws TlsFileException {
    authority.node("expired", "-startdate", "-10d", "-validity", "1", "-keyalg", "EC");
    Path file = folder.resolve("expired.pem");
    Certificates.replace(file, authority.certificate("expired"));
    return PemFile.read("The file", file).certificates().getFirst();
  }

  private static void assertRefused(TlsEcho echo, PeerCertificates client) {
    assertRefused(echo, TlsEcho.client(client));
  }

  private static void assertRefused(TlsEcho echo, SslContext client) {
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> echo.ask("localhost", client, "hello"))
        .withMessageContaining("UNAVAILABLE");
  }

  private static void until(BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadlineNanos);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
