package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.state.WorkspaceView;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  /** How long a session lasts. */
  public static final Duration SESSION = Duration.ofHours(12);

  private static final int NONCE_BYTES = 16;

  private final Supplier<List<WorkspaceView>> workspaces;
  private final LongSupplier stateIndex;
  private volatile Ring ring = new Ring(-1, Map.of(), Map.of());

  /** The credentials by the hash of their key, the seals by workspace. */
  private record Ring(long index, Map<String, Credential> byHash, Map<String, SessionSeal> seals) {}

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

  /** A session of who has shown a secret key, from now on. */
  public Session begin(Credential credential, SecureRandom random, long wallMillis) {
    if (!credential.secret()) {
      throw new IllegalArgumentException("only a secret key begins a session");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return Objects.requireNonNull(ring.seals.get(credential.workspace()))
        .begin(credential, nonce, wallMillis + SESSION.toMillis());
  }

  /** The session that a cookie holds, if it is one of those here and not over; does not block. */
  public @Nullable Session session(String text, long wallMillis) {
    String hash = SessionSeal.claimedKeyHash(text);
    Credential claimed = hash == null ? null : ring.byHash.get(hash);
    SessionSeal seal = claimed == null ? null : ring.seals.get(claimed.workspace());
    return claimed == null || !claimed.secret() || seal == null
        ? null
        : seal.open(text, claimed, wallMillis);
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
    Map<String, SessionSeal> seals = new LinkedHashMap<>();
    for (WorkspaceView workspace : workspaces.get()) {
      byte[] tokenSecret = workspace.tokenSecret().toArray();
      HoldTokens tokens = new HoldTokens(workspace.workspace(), tokenSecret);
      seals.put(workspace.workspace(), new SessionSeal(workspace.workspace(), tokenSecret));
      BuyerSignatures buyers = new BuyerSignatures(workspace.secretKeyHash());
      for (boolean secret : new boolean[] {true, false}) {
        String hash = secret ? workspace.secretKeyHash() : workspace.publicKeyHash();
        byHash.put(
            hash,
            new Credential(workspace.workspace(), workspace.mode(), secret, hash, tokens, buyers));
      }
    }
    ring = new Ring(index, Map.copyOf(byHash), Map.copyOf(seals));
  }

  /** Whether any workspace is of that mode. */
  public boolean hasMode(Mode mode) {
    return ring.byHash.values().stream().anyMatch(credential -> credential.mode() == mode);
  }

  private static boolean sameHash(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }
}
