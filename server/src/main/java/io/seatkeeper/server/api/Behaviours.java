package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.problem.Problem;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps from a shard what its behaviour version does not have: replicas of an older build could not
 * read it in their log, and would stop.
 *
 * <p>A shard's version never falls, so that it is looked up no more once it is new enough.
 */
final class Behaviours {
  private final Set<Shard> selling = ConcurrentHashMap.newKeySet();

  /**
   * A request as the shard takes it. Where events have no sale states yet, buyers take places as
   * the organiser does.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when there is nothing like it there
   */
  Request fitting(Shard shard, Request request) {
    Command command = request.command();
    boolean buys = access(command).caller() instanceof Caller.Buyer;
    if (!(buys || isNew(command)) || sells(shard)) {
      return request;
    }
    if (buys && access(command).caller().equals(new Caller.Buyer(""))) {
      return new Request(asOrganiser(command), request.key());
    }
    throw Problem.of(Rejection.BEHAVIOUR_TOO_OLD, Integer.toString(SeatEngine.SELLING_BEHAVIOUR))
        .thrown();
  }

  private boolean sells(Shard shard) {
    if (selling.contains(shard)) {
      return true;
    }
    boolean sells = shard.read(ShardView::behaviourVersion) >= SeatEngine.SELLING_BEHAVIOUR;
    if (sells) {
      selling.add(shard);
    }
    return sells;
  }

  private static boolean isNew(Command command) {
    return switch (command) {
      case Command.SetPrices _, Command.ScheduleSale _, Command.SetSaleState _ -> true;
      case Command.ExtendToken _ -> true;
      case OrderCommand _ -> true;
      case CreateEvent create -> create.draft() || !create.settings().extendsByDefault();
      case UpdateEvent update ->
          update.settings().maxExtensions() != null
              || update.settings().maxExtendedMillis() != null;
      default -> false;
    };
  }

  private static ChannelAccess access(Command command) {
    return switch (command) {
      case HoldObjects hold -> hold.access();
      case HoldBestAvailable hold -> hold.access();
      case BookObjects book -> book.access();
      default -> ChannelAccess.GENERAL;
    };
  }

  private static Command asOrganiser(Command command) {
    ChannelAccess asked = access(command);
    ChannelAccess access = new ChannelAccess(asked.everyChannel(), asked.channels());
    return switch (command) {
      case HoldObjects hold -> new HoldObjects(hold.lease(), hold.selections(), access);
      case HoldBestAvailable hold ->
          new HoldBestAvailable(
              hold.lease(),
              hold.event(),
              hold.count(),
              hold.categories(),
              hold.section(),
              hold.zone(),
              hold.accessible(),
              hold.scattered(),
              hold.acrossSections(),
              hold.area(),
              access);
      case BookObjects book ->
          new BookObjects(book.token(), book.order(), book.buyer(), book.selections(), access);
      default -> throw new IllegalArgumentException("nothing is taken by " + command);
    };
  }
}
