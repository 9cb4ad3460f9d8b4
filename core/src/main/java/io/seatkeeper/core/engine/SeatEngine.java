package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.GroupCommand;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.PlacementCommand;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Command.ShardCommand;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.Command.UpdateObjects;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.GroupContent;
import io.seatkeeper.core.state.InvariantBrokenException;
import io.seatkeeper.core.state.RequestLog;
import io.seatkeeper.core.state.ShardImage;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.ShardView;
import org.jspecify.annotations.Nullable;

/**
 * The deterministic state machine of one shard: the only writer of its state.
 *
 * <p>Not safe for concurrent use. Every replica that applies the same requests with the same
 * arguments in the same order reaches the same state and the same state hash.
 */
public final class SeatEngine {
  /** The behaviour version of a new shard, and the oldest there is. */
  public static final int OLDEST_BEHAVIOUR = 1;

  /** The newest behaviour version this build knows. */
  public static final int NEWEST_BEHAVIOUR = 3;

  /**
   * The first behaviour version at which the request log knows the placement groups of what it
   * remembers, so that groups can move.
   */
  public static final int MOVING_BEHAVIOUR = 2;

  /**
   * The first behaviour version with prices, sale states, orders and tokens that can be extended,
   * at which wall time never falls.
   */
  public static final int SELLING_BEHAVIOUR = ShardState.STEADY_WALL_BEHAVIOUR;

  private final ShardState state;
  private final ChangeLog changes = new ChangeLog();
  private final PastHashes pastHashes = new PastHashes();
  private final Fence fence;
  private final Expiry expiry;
  private final HoldHandler hold;
  private final BestAvailableHandler holdBestAvailable;
  private final BookHandler book;
  private final ReleaseHandler release;
  private final StatusHandler changeStatus;
  private final EndTokenHandler endToken;
  private final ExtendTokenHandler extendToken;
  private final UpdateHandler updateObjects;
  private final EventHandler.Create createEvent;
  private final EventHandler.Update updateEvent;
  private final EventHandler.Delete deleteEvent;
  private final SaleHandler sales;
  private final SaleHandler.Price setPrices;
  private final SaleHandler.Schedule scheduleSale;
  private final SaleHandler.Turn setSaleState;
  private final OrderHandler order;
  private final WorkspaceHandler createWorkspace;
  private final ChartHandler.Store storeChart;
  private final ChartHandler.Copy copyChart;
  private final PlacementHandler placement;
  private final GroupHandler group;
  private final RequestGroups requestGroups;
  private final ShardHandler shard;

  /** An engine with nothing in it, at behaviour version 1. */
  public SeatEngine() {
    this(new ShardState());
  }

  private SeatEngine(ShardState state) {
    this.state = state;
    fence = new Fence(state, changes);
    Transfers transfers = new Transfers(state, changes, fence);
    SelectionCheck selectionCheck = new SelectionCheck(state);
    LeaseCheck leaseCheck = new LeaseCheck(state);
    EventHandler events = new EventHandler(state, changes, selectionCheck);
    ChartHandler charts = new ChartHandler(state);
    EndedTokens endedTokens = new EndedTokens(state.tokens(), transfers);
    ActivationHandler activation = new ActivationHandler(state, changes, endedTokens);
    OrderTransfers orderTransfers = new OrderTransfers(state, transfers, changes, fence);
    SaleGate saleGate = new SaleGate(state);
    expiry = new Expiry(state, transfers, orderTransfers);
    hold = new HoldHandler(selectionCheck, leaseCheck, saleGate, transfers);
    holdBestAvailable = new BestAvailableHandler(selectionCheck, leaseCheck, saleGate, hold);
    book = new BookHandler(selectionCheck, leaseCheck, saleGate, state.tokens(), transfers);
    release = new ReleaseHandler(selectionCheck, state.tokens(), transfers);
    changeStatus = new StatusHandler(selectionCheck, transfers);
    endToken = new EndTokenHandler(leaseCheck, state.tokens(), transfers);
    extendToken = new ExtendTokenHandler(state, selectionCheck);
    updateObjects = new UpdateHandler(selectionCheck, changes);
    createEvent = events.new Create();
    updateEvent = events.new Update();
    deleteEvent = events.new Delete();
    sales = new SaleHandler(state, changes, selectionCheck);
    setPrices = sales.new Price();
    scheduleSale = sales.new Schedule();
    setSaleState = sales.new Turn();
    order =
        new OrderHandler(
            state,
            selectionCheck,
            new OpenOrderHandler(state, selectionCheck, saleGate, changes),
            orderTransfers);
    createWorkspace = new WorkspaceHandler(state.catalogue());
    storeChart = charts.new Store();
    copyChart = charts.new Copy();
    placement = new PlacementHandler(state.placements());
    group = new GroupHandler(state, changes, activation, endedTokens);
    requestGroups = new RequestGroups(state);
    shard = new ShardHandler(state, pastHashes);
  }

  /**
   * An engine that goes on from a copy of another's state.
   *
   * @throws StateDivergedException when the restored state has another hash than the copied one, or
   *     a behaviour version this build does not know
   */
  public static SeatEngine fromImage(ShardImage image) {
    if (image.behaviourVersion() < OLDEST_BEHAVIOUR
        || image.behaviourVersion() > NEWEST_BEHAVIOUR) {
      throw new StateDivergedException(
          "the state has behaviour version %d, but this build knows %d to %d: upgrade it"
              .formatted(image.behaviourVersion(), OLDEST_BEHAVIOUR, NEWEST_BEHAVIOUR));
    }
    ShardState state = ShardState.restore(image);
    long computed = state.computeStateHash();
    if (computed != image.stateHash() || computed != state.stateHash()) {
      throw new StateDivergedException(
          "the restored state hashes to %016x (%016x counted), but the copied one to %016x"
              .formatted(computed, state.stateHash(), image.stateHash()));
    }
    return new SeatEngine(state);
  }

  /** A copy of the whole state that later commands do not touch; costs copies of arrays. */
  public ShardImage image() {
    return state.image();
  }

  /**
   * Applies one request: first every deadline that has passed and every sale whose time has come,
   * then the request itself.
   *
   * @param index the log index of the entry it came in; never falls
   * @param logMillis the shard's elapsed time; never falls (an earlier value is taken as the latest
   *     seen)
   * @param wallMillis milliseconds since the epoch, for display and for opening sales; from
   *     behaviour version 3 on, an earlier value is taken as the latest seen
   * @throws StateDivergedException when a checkpoint names another state hash, or the log asks for
   *     a behaviour this build does not know: the replica must stop
   */
  public Applied apply(long index, long logMillis, long wallMillis, Request request) {
    state.advance(index, logMillis, wallMillis);
    expiry.run();
    sales.openWhatIsDue();
    RequestKey key = request.key();
    int known = key == null ? -1 : state.requests().find(key);
    Outcome outcome;
    boolean repeated = false;
    if (key == null || known < 0) {
      outcome = dispatch(request.command(), key);
    } else if (state.requests().hasDigestOf(known, key)) {
      outcome = state.requests().outcome(known);
      repeated = true;
    } else {
      outcome = new Refused(Rejection.REQUEST_KEY_REUSED, "");
    }
    pastHashes.remember(state.position(), state.stateHash());
    return new Applied(outcome, repeated, changes.take());
  }

  /**
   * A copy of everything in a placement group that is frozen for a move; null when it is not. Equal
   * on every replica that applied the same index.
   */
  public @Nullable GroupContent groupContent(String ofGroup, long epoch) {
    return state.moves().content(ofGroup, epoch);
  }

  /** The state, for reading. */
  public ShardView view() {
    return state.view();
  }

  /** The state hash computed from scratch, for checks; equal to {@code view().stateHash()}. */
  public long computeStateHash() {
    return state.computeStateHash();
  }

  /**
   * Holds everything that is counted or cached against what it is worked out from, except in fenced
   * events; walks over the whole state, for checks.
   *
   * @throws InvariantBrokenException when something does not fit
   */
  public void verify() {
    state.verify();
  }

  /** The state itself, for tests that break it. */
  ShardState state() {
    return state;
  }

  private Outcome dispatch(Command command, @Nullable RequestKey key) {
    return switch (command) {
      case HoldObjects held -> run(hold, held, key);
      case HoldBestAvailable best -> run(holdBestAvailable, best, key);
      case BookObjects booked -> run(book, booked, key);
      case ReleaseObjects released -> run(release, released, key);
      case ChangeObjectStatus changed -> run(changeStatus, changed, key);
      case EndToken ended -> run(endToken, ended, key);
      case ExtendToken extended -> run(extendToken, extended, key);
      case OrderCommand step -> run(order, step, key);
      case SetPrices priced -> run(setPrices, priced, key);
      case ScheduleSale scheduled -> run(scheduleSale, scheduled, key);
      case SetSaleState turned -> run(setSaleState, turned, key);
      case UpdateObjects updated -> run(updateObjects, updated, key);
      case CreateEvent created -> run(createEvent, created, key);
      case UpdateEvent updated -> run(updateEvent, updated, key);
      case DeleteEvent deleted -> run(deleteEvent, deleted, key);
      case CreateWorkspace created -> run(createWorkspace, created, key);
      case StoreChartChunk stored -> run(storeChart, stored, key);
      case CopyChartChunk copied -> run(copyChart, copied, key);
      case PlacementCommand placed -> run(placement, placed, key);
      case GroupCommand moved -> run(group, moved, key);
      case ShardCommand own -> run(shard, own, key);
    };
  }

  private <C extends Command> Outcome run(Handler<C> handler, C command, @Nullable RequestKey key) {
    Outcome outcome;
    String about = "";
    try {
      Outcome early = handler.check(command);
      if (early != null) {
        return early;
      }
      RequestLog requests = state.requests();
      if (key != null && requests.size() >= state.requestCapacity()) {
        return new Refused(Rejection.REQUEST_LOG_FULL, "");
      }
      if (key != null && state.behaviourVersion() >= MOVING_BEHAVIOUR) {
        about = requestGroups.of(command);
      }
      outcome = handler.carryOut(command);
    } catch (StateDivergedException stop) {
      throw stop;
    } catch (RuntimeException broken) {
      return fence.fence(command, broken);
    }
    if (key != null) {
      state.requests().remember(key, state.logMillis(), about, outcome);
    }
    return outcome;
  }
}
