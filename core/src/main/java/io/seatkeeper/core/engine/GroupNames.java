package io.seatkeeper.core.engine;

import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What placement groups and shards may be called; each check is null when passed. */
final class GroupNames {
  private static final Pattern GROUP = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern SHARD = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  private GroupNames() {}

  static @Nullable Refused group(String group) {
    return GROUP.matcher(group).matches() ? null : malformed("group");
  }

  static @Nullable Refused shard(String shard) {
    return SHARD.matcher(shard).matches() ? null : malformed("shard");
  }

  private static Refused malformed(String what) {
    return new Refused(Rejection.MALFORMED_COMMAND, what);
  }
}
