package io.seatkeeper.replication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.core.outcome.Outcome.Done;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.NodeConfig.Batching;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * A process with a node that sells until it is killed, and says on its standard output what was
 * acknowledged. It ends when its standard input does, so that it never outlives the test.
 */
final class KilledNode {
  /** Followed by position and state hash: the node takes requests. */
  static final String OPEN = "open";

  /** Followed by the request's number and what it led to: done or refused. */
  static final String ACKNOWLEDGED = "acknowledged";

  /** Followed by a line: the node broke. */
  static final String BROKEN = "broken";

  /** How it ends when its node breaks: as {@code serve} does. */
  static final int BROKEN_EXIT_CODE = 3;

  static final String DONE = "done";

  /** Everything that can be cut short happens often. */
  private static final Upkeep BUSY = new Upkeep(15, 1L << 30, 300, 1000, 20, 5);

  /** Requests that wait for their answers at a time. */
  static final int IN_FLIGHT = 48;

  private final FileOutputStream output = new FileOutputStream(FileDescriptor.out);

  private KilledNode() {}

  /**
   * Sells.
   *
   * @param arguments data directory, seed, round
   */
  public static void main(String[] arguments) throws InterruptedException {
    endWithTheTest();
    new KilledNode()
        .sell(Path.of(arguments[0]), Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
  }

  private void sell(Path directory, long seed, int round) throws InterruptedException {
    NodeConfig config = new NodeConfig(directory, Batching.DEFAULT, BUSY);
    try (Node node =
        Node.open(
            config,
            (line, cause) -> {
              say(BROKEN + " " + line);
              Runtime.getRuntime().halt(BROKEN_EXIT_CODE);
            })) {
      say(node.shard().read(KilledNode::openLine));
      SeededSale sale = new SeededSale(seed, Hall.putOnSale(node, SeededSale.SEATS));
      Semaphore room = new Semaphore(IN_FLIGHT);
      for (int number = 0; number < Integer.MAX_VALUE; number++) {
        room.acquire();
        int asked = number;
        var _ =
            node.shard()
                .submit(sale.request(round, number))
                .whenComplete(
                    (reply, failure) -> {
                      room.release();
                      if (reply != null) {
                        String what = reply.outcome() instanceof Done ? DONE : "refused";
                        say(ACKNOWLEDGED + " " + asked + " " + what);
                      }
                    });
      }
    }
  }

  private static String openLine(ShardView view) {
    return OPEN + " " + view.position() + " " + view.stateHash();
  }

  /** One write a line: a killed process leaves whole lines. */
  private synchronized void say(String line) {
    try {
      output.write((line + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the process end when the test that started it does. */
  static void endWithTheTest() {
    Thread.ofPlatform().daemon().start(KilledNode::awaitEndOfInput);
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // What is said does not matter.
      }
    } catch (IOException e) {
      // The test is gone just as well.
    }
    Runtime.getRuntime().halt(4);
  }
}
