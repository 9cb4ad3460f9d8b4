package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.auth.WorkspaceKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of the first workspace reach somebody, though the first start may be cut short. */
class FirstStartTest {
  @TempDir Path directory;

  @Test
  void shouldTellTheKeysAtTheNextStartThatTheFirstDidNotComeToTell() throws IOException {
    WorkspaceKeys keys;
    try (SeatkeeperServer cutShort = SeatkeeperServer.start(TestServer.config(directory))) {
      keys = cutShort.freshKeys();
      assertThat(keys).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(untold())))
          .isEqualTo("rw-------");
    }

    try (SeatkeeperServer second = SeatkeeperServer.start(TestServer.config(directory))) {
      assertThat(second.freshKeys()).isEqualTo(keys);
      second.keysTold();
    }

    assertThat(untold()).doesNotExist();
    try (SeatkeeperServer third = SeatkeeperServer.start(TestServer.config(directory))) {
      assertThat(third.freshKeys()).isNull();
    }
  }

  @Test
  void shouldForgetKeysOfNoWorkspace() throws IOException {
    try (SeatkeeperServer first = SeatkeeperServer.start(TestServer.config(directory))) {
      first.keysTold();
    }
    Files.writeString(untold(), "main\nTEST\nsk_test_nobodys\npk_test_nobodys\n");

    try (SeatkeeperServer second = SeatkeeperServer.start(TestServer.config(directory))) {
      assertThat(second.freshKeys()).isNull();
    }
    assertThat(untold()).doesNotExist();
  }

  private Path untold() {
    return directory.resolve("keys.untold");
  }
}
