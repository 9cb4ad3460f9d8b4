package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.WorkspaceCreated;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.CatalogueState;
import io.seatkeeper.core.state.WorkspaceView;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Founds workspaces. */
final class WorkspaceHandler implements Handler<CreateWorkspace> {
  private static final Pattern WORKSPACE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern KEY_HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int MOST_SECRET_BYTES = 64;

  private final CatalogueState catalogue;

  WorkspaceHandler(CatalogueState catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public @Nullable Outcome check(CreateWorkspace command) {
    if (!WORKSPACE.matcher(command.workspace()).matches()) {
      return new Refused(Rejection.MALFORMED_COMMAND, "workspace");
    }
    if (!KEY_HASH.matcher(command.secretKeyHash()).matches()
        || !KEY_HASH.matcher(command.publicKeyHash()).matches()) {
      return new Refused(Rejection.MALFORMED_COMMAND, "key hash");
    }
    if (command.tokenSecret().length() == 0 || command.tokenSecret().length() > MOST_SECRET_BYTES) {
      return new Refused(Rejection.MALFORMED_COMMAND, "token secret");
    }
    if (catalogue.workspace(command.workspace()) != null) {
      return new Refused(Rejection.WORKSPACE_EXISTS, command.workspace());
    }
    return catalogue.workspaceCount() >= Limits.WORKSPACES
        ? new Refused(Rejection.TOO_MUCH_STATE, "workspaces")
        : null;
  }

  @Override
  public Outcome carryOut(CreateWorkspace command) {
    catalogue.addWorkspace(
        new WorkspaceView(
            command.workspace(),
            command.mode(),
            command.secretKeyHash(),
            command.publicKeyHash(),
            command.tokenSecret()));
    return new WorkspaceCreated(command.workspace());
  }
}
