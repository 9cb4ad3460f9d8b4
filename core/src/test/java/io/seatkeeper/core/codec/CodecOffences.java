package io.seatkeeper.core.codec;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.Assertions;

/** Classes that break a rule of the codec, each in one way. */
public final class CodecOffences {
  private CodecOffences() {}

  /** Knows a library that the codec may not know. */
  public static final class ForeignLibrary {
    Object reference() {
      return Assertions.assertThat(1);
    }
  }

  /** Opens a file by its name. */
  public static final class FileOpener {
    InputStream open(String name) throws IOException {
      return new FileInputStream(name);
    }
  }
}
