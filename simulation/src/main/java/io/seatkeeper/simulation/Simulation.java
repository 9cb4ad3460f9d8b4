package io.seatkeeper.simulation;

import io.seatkeeper.simulation.trial.Campaign;
import io.seatkeeper.simulation.trial.Campaign.FailedSeed;
import io.seatkeeper.simulation.trial.EngineSubject;

/** Runs seeded worlds from the command line: {@code [first seed [seeds [commands]]]}. */
public final class Simulation {
  private Simulation() {}

  /** Exits with 0 when every seed agrees with the model, 1 when one fails, 2 on wrong arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    long first;
    int seeds;
    int commands;
    try {
      first = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
      seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
      commands = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2000;
    } catch (NumberFormatException e) {
      System.err.println("usage: Simulation [first seed [seeds [commands]]], all numbers");
      System.exit(2);
      return;
    }
    Campaign campaign = new Campaign(commands, EngineSubject::new);
    FailedSeed failed = campaign.run(first, seeds);
    if (failed != null) {
      System.err.println(
          campaign.explain(failed, "Simulation " + failed.seed() + " 1 " + commands));
      System.exit(1);
    }
    System.out.printf(
        "%,d seeds from %d, %,d commands each: engine and model agree, every promise holds%n",
        seeds, first, commands);
  }
}
