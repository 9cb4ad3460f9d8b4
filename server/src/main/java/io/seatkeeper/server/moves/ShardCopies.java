package io.seatkeeper.server.moves;

import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.WorkspaceView;
import io.seatkeeper.replication.Shard;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes to a shard what events need there: their workspace, and the charts they are pinned to. */
public record ShardCopies(Asker asker) {
  private static final int CHUNK_BYTES = 500_000;
  private static final Duration LATEST = Duration.ofSeconds(5);

  /** Copies a workspace, unless it is there. */
  public void workspace(Shard from, Shard to, String workspace) throws InterruptedException {
    if (to.read(view -> find(view, workspace)) != null) {
      return;
    }
    WorkspaceView known = from.read(view -> find(view, workspace));
    if (known == null) {
      throw new IllegalStateException("no workspace " + workspace + " on " + from.name());
    }
    CreateWorkspace copy =
        new CreateWorkspace(
            known.workspace(),
            known.mode(),
            known.secretKeyHash(),
            known.publicKeyHash(),
            known.tokenSecret());
    askUnlessThere(to, copy, view -> find(view, workspace) != null);
  }

  private static @Nullable WorkspaceView find(ShardView view, String name) {
    for (WorkspaceView workspace : view.workspaces()) {
      if (workspace.workspace().equals(name)) {
        return workspace;
      }
    }
    return null;
  }

  /** Copies a version of a chart, unless it is there. */
  public void chart(Shard to, ChartView chart) throws InterruptedException {
    String workspace = chart.workspace();
    Predicate<ShardView> isThere =
        view -> view.chart(workspace, chart.chart(), chart.version()) != null;
    if (to.read(isThere::test)) {
      return;
    }
    byte[] bytes = VenueCodec.encode(chart.venue());
    long upload = ThreadLocalRandom.current().nextLong();
    int chunks = Math.ceilDiv(bytes.length, CHUNK_BYTES);
    for (int chunk = 0; chunk < chunks; chunk++) {
      int begin = chunk * CHUNK_BYTES;
      byte[] piece = Arrays.copyOfRange(bytes, begin, Math.min(bytes.length, begin + CHUNK_BYTES));
      CopyChartChunk copy =
          new CopyChartChunk(
              workspace,
              chart.chart(),
              chart.version(),
              upload,
              chunk,
              chunks,
              Bytes.copyOf(piece));
      askUnlessThere(to, copy, isThere);
    }
  }

  /** Somebody else may be doing the same: a refusal does not count when the thing is there. */
  private void askUnlessThere(Shard shard, Command command, Predicate<ShardView> isThere)
      throws InterruptedException {
    try {
      asker.ask(shard, command);
    } catch (RuntimeException refused) {
      try {
        shard.awaitLatest(LATEST).get();
      } catch (ExecutionException _) {
        throw refused;
      }
      if (!shard.read(isThere::test)) {
        throw refused;
      }
    }
  }
}
