package io.seatkeeper.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a cluster on this machine is made of: this program in other processes, and HAProxy. */
interface ClusterProgram {
  /**
   * Several JVMs that share a few cores compile for as long as they sell: three nodes and their
   * fans on two cores sold 17,794 seats in 54 s with the quick compiler alone, in 128 s with both.
   */
  NodeProcess.Surroundings SHARED_MACHINE =
      Runtime.getRuntime().availableProcessors() < 8
          ? new NodeProcess.Surroundings(
              List.of(), Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"))
          : NodeProcess.Surroundings.NONE;

  /** The real ones. */
  ClusterProgram PROCESSES =
      new ClusterProgram() {
        @Override
        public Supervisor.Child serve(Path log, List<String> options)
            throws IOException, InterruptedException {
          return NodeProcess.start(log, SHARED_MACHINE, options);
        }

        @Override
        public AdminCall admin(Path folder, List<String> arguments)
            throws IOException, InterruptedException {
          return AdminCall.run(folder, arguments);
        }

        @Override
        public Optional<Path> haproxy() {
          return HaproxyProcess.program();
        }
      };

  /**
   * Starts a node and waits until it answers.
   *
   * @param options of {@code serve}
   * @throws IOException when it does not start; the message holds what it said last
   */
  Supervisor.Child serve(Path log, List<String> options) throws IOException, InterruptedException;

  /**
   * Runs {@code admin} to its end.
   *
   * @param folder for what it says while it runs
   * @throws IOException when it cannot be run
   */
  AdminCall admin(Path folder, List<String> arguments) throws IOException, InterruptedException;

  /** HAProxy, where it is installed. */
  Optional<Path> haproxy();
}
