package io.seatkeeper.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageKeyFileTest {
  @TempDir private Path folder;

  private String open(Optional<String> fresh) throws IOException {
    return PageKeyFile.open(folder, fresh).publicTestKey("show");
  }

  @Test
  void shouldRememberAFreshTestKey() throws IOException {
    assertThat(open(Optional.of("pk_test_abcDEF123"))).isEqualTo("pk_test_abcDEF123");
    assertThat(open(Optional.empty())).isEqualTo("pk_test_abcDEF123");
  }

  @Test
  void shouldKeepNoLiveOrSecretKey() throws IOException {
    assertThat(open(Optional.of("pk_live_abc"))).isEmpty();
    assertThat(open(Optional.of("sk_test_abc"))).isEmpty();
    assertThat(open(Optional.empty())).isEmpty();
    assertThat(Files.readString(folder.resolve("page.key"))).isEqualTo("\n");
  }

  @Test
  void shouldForgetAKeyThatAnotherReplaces() throws IOException {
    open(Optional.of("pk_test_old"));

    assertThat(open(Optional.of("pk_test_new"))).isEqualTo("pk_test_new");
    assertThat(open(Optional.empty())).isEqualTo("pk_test_new");
  }

  @Test
  void shouldHaveNoKeyWhereNoneWasWritten() throws IOException {
    assertThat(open(Optional.empty())).isEmpty();
  }

  @Test
  void shouldTakeNothingElseForAKey() throws IOException {
    Files.writeString(folder.resolve("page.key"), "<script>");

    assertThat(open(Optional.empty())).isEmpty();
  }
}
