package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.state.WorkspaceView;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every workspace's keys, by the hash of the key, as last read from the state.
 *
 * <p>Keys are never removed from the state, so what was found stays right; what was not found is
 * looked up again once the state has moved on.
 */
public final class KeyRing {
  private final Supplier<List<WorkspaceView>> workspaces;
  private final LongSupplier stateIndex;
  private volatile Ring ring = new Ring(-1, Map.of());

  private record Ring(long index, Map<String, Credential> byHash) {}

  /**
   * A ring over a state.
   *
   * @param workspaces reads all workspaces; may block
   * @param stateIndex the log index of the state, cheap
   */
  public KeyRing(Supplier<List<WorkspaceView>> workspaces, LongSupplier stateIndex) {
    this.workspaces = workspaces;
    this.stateIndex = stateIndex;
  }

  /** The credential of a key, if it is known already; does not block. */
  public @Nullable Credential known(String key) {
    String hash = WorkspaceKeys.hash(key);
    Credential found = ring.byHash.get(hash);
    return found != null && sameHash(found.keyHash(), hash) ? found : null;
  }

  /** Whether the state has moved on since it was read, so that {@link #refresh} may find more. */
  public boolean mayHaveMore() {
    return stateIndex.getAsLong() > ring.index;
  }

  /** Reads the workspaces again, unless somebody has just done so; may block. */
  public synchronized void refresh() {
    long index = stateIndex.getAsLong();
    if (index <= ring.index) {
      return;
    }
    Map<String, Credential> byHash = new LinkedHashMap<>();
    for (WorkspaceView workspace : workspaces.get()) {
      HoldTokens tokens = new HoldTokens(workspace.workspace(), workspace.tokenSecret().toArray());
      BuyerSignatures buyers = new BuyerSignatures(workspace.secretKeyHash());
      for (boolean secret : new boolean[] {true, false}) {
        String hash = secret ? workspace.secretKeyHash() : workspace.publicKeyHash();
        byHash.put(
            hash,
            new Credential(workspace.workspace(), workspace.mode(), secret, hash, tokens, buyers));
      }
    }
    ring = new Ring(index, Map.copyOf(byHash));
  }

  /** Whether any workspace is of that mode. */
  public boolean hasMode(Mode mode) {
    return ring.byHash.values().stream().anyMatch(credential -> credential.mode() == mode);
  }

  private static boolean sameHash(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }
}
