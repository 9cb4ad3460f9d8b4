package io.seatkeeper.server.payment;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node's payment providers, by the mode of the workspace that asks.
 *
 * @param test of test workspaces; null for none
 * @param live of live workspaces; null for none, so that their shops take the money themselves
 */
public record Providers(@Nullable PaymentProvider test, @Nullable PaymentProvider live) {
  public Providers {
    if (live instanceof TestProvider) {
      throw new IllegalArgumentException("the test provider takes no money: not for live");
    }
  }

  /** The built-in test provider, and none for live workspaces. */
  public static Providers builtIn() {
    return new Providers(new TestProvider(), null);
  }

  /** What a workspace is told that has no provider. */
  public static Problem none() {
    return Problem.of(
        ProblemCode.NO_PAYMENT_PROVIDER,
        "No payment provider is built in for live workspaces. The shop takes the money itself, and"
            + " says so with its secret key: confirmation, then payments.");
  }

  List<PaymentProvider> all() {
    List<PaymentProvider> all = new ArrayList<>();
    if (test != null) {
      all.add(test);
    }
    if (live != null) {
      all.add(live);
    }
    return all;
  }

  /** The provider for a mode; null when there is none. */
  public @Nullable PaymentProvider of(Mode mode) {
    return mode == Mode.TEST ? test : live;
  }
}
