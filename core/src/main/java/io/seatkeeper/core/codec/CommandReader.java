package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;
import static io.seatkeeper.core.codec.Wire.required;

import com.google.protobuf.ByteString;
import io.seatkeeper.core.codec.wire.BookObjectsMessage;
import io.seatkeeper.core.codec.wire.ChangeObjectStatusMessage;
import io.seatkeeper.core.codec.wire.ChannelAccessMessage;
import io.seatkeeper.core.codec.wire.ChannelCapacitiesMessage;
import io.seatkeeper.core.codec.wire.ChannelCapacityMessage;
import io.seatkeeper.core.codec.wire.CheckpointMessage;
import io.seatkeeper.core.codec.wire.ConfigureShardMessage;
import io.seatkeeper.core.codec.wire.CopyChartChunkMessage;
import io.seatkeeper.core.codec.wire.CreateEventMessage;
import io.seatkeeper.core.codec.wire.CreateWorkspaceMessage;
import io.seatkeeper.core.codec.wire.EndTokenMessage;
import io.seatkeeper.core.codec.wire.EventSettingsMessage;
import io.seatkeeper.core.codec.wire.ExtendTokenMessage;
import io.seatkeeper.core.codec.wire.ExtensionLimitsMessage;
import io.seatkeeper.core.codec.wire.HoldBestAvailableMessage;
import io.seatkeeper.core.codec.wire.HoldObjectsMessage;
import io.seatkeeper.core.codec.wire.ModeWire;
import io.seatkeeper.core.codec.wire.NumberEventsMessage;
import io.seatkeeper.core.codec.wire.ObjectUpdateMessage;
import io.seatkeeper.core.codec.wire.ReleaseObjectsMessage;
import io.seatkeeper.core.codec.wire.RequestMessage;
import io.seatkeeper.core.codec.wire.SettingsChangeMessage;
import io.seatkeeper.core.codec.wire.StoreChartChunkMessage;
import io.seatkeeper.core.codec.wire.TokenLeaseMessage;
import io.seatkeeper.core.codec.wire.UpdateEventMessage;
import io.seatkeeper.core.codec.wire.UpdateObjectsMessage;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.command.TokenLease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands from their messages. */
final class CommandReader {
  private CommandReader() {}

  static Command read(RequestMessage request) {
    return switch (request.getCommandCase()) {
      case HOLD_OBJECTS -> hold(known(request.getHoldObjects()));
      case HOLD_BEST_AVAILABLE -> best(known(request.getHoldBestAvailable()));
      case BOOK_OBJECTS -> book(known(request.getBookObjects()));
      case RELEASE_OBJECTS -> release(known(request.getReleaseObjects()));
      case END_TOKEN -> end(known(request.getEndToken()));
      case CHANGE_OBJECT_STATUS -> changeStatus(known(request.getChangeObjectStatus()));
      case TICK -> {
        known(request.getTick());
        yield new Command.Tick();
      }
      case CHECKPOINT -> {
        CheckpointMessage message = known(request.getCheckpoint());
        yield new Command.Checkpoint(message.getPosition(), message.getStateHash());
      }
      case CREATE_WORKSPACE -> createWorkspace(known(request.getCreateWorkspace()));
      case STORE_CHART_CHUNK -> storeChunk(known(request.getStoreChartChunk()));
      case CREATE_EVENT -> createEvent(known(request.getCreateEvent()));
      case UPDATE_EVENT -> updateEvent(known(request.getUpdateEvent()));
      case DELETE_EVENT -> new Command.DeleteEvent(known(request.getDeleteEvent()).getEvent());
      case UPDATE_OBJECTS -> updateObjects(known(request.getUpdateObjects()));
      case SWITCH_BEHAVIOUR ->
          new Command.SwitchBehaviour(known(request.getSwitchBehaviour()).getVersion());
      case CONFIGURE_SHARD -> {
        ConfigureShardMessage message = known(request.getConfigureShard());
        yield new Command.ConfigureShard(
            message.getRequestCapacity(), message.getRequestWindowMillis());
      }
      case COPY_CHART_CHUNK -> copyChunk(known(request.getCopyChartChunk()));
      case NUMBER_EVENTS -> {
        NumberEventsMessage message = known(request.getNumberEvents());
        yield new Command.NumberEvents(message.getFirstEvent(), message.getLastEvent());
      }
      case PLACE_GROUP -> MoveWire.place(known(request.getPlaceGroup()));
      case BEGIN_MOVE -> MoveWire.begin(known(request.getBeginMove()));
      case FINISH_MOVE -> MoveWire.read(request.getFinishMove(), Command.FinishMove::new);
      case ABANDON_MOVE -> MoveWire.read(request.getAbandonMove(), Command.AbandonMove::new);
      case FREEZE_GROUP -> MoveWire.freeze(known(request.getFreezeGroup()));
      case UNFREEZE_GROUP -> MoveWire.read(request.getUnfreezeGroup(), Command.UnfreezeGroup::new);
      case ACTIVATE_GROUP_CHUNK -> MoveWire.activate(known(request.getActivateGroupChunk()));
      case FORGET_GROUP -> MoveWire.read(request.getForgetGroup(), Command.ForgetGroup::new);
      case EXTEND_TOKEN -> {
        ExtendTokenMessage message = known(request.getExtendToken());
        yield new Command.ExtendToken(message.getToken(), message.getDeadlineLogMillis());
      }
      case SET_PRICES -> SaleWire.read(known(request.getSetPrices()));
      case SCHEDULE_SALE -> SaleWire.read(known(request.getScheduleSale()));
      case SET_SALE_STATE -> SaleWire.read(request.getSetSaleState(), Command.SetSaleState::new);
      case COMMAND_NOT_SET -> throw new UnreadableException("a request without a command");
      default -> OrderWire.read(request);
    };
  }

  private static Command hold(HoldObjectsMessage message) {
    return new Command.HoldObjects(
        lease(message.hasLease(), message.getLease()),
        SelectionWire.read(message.getSelectionsList()),
        access(message.hasAccess(), message.getAccess()));
  }

  private static Command best(HoldBestAvailableMessage message) {
    return new Command.HoldBestAvailable(
        lease(message.hasLease(), message.getLease()),
        message.getEvent(),
        message.getCount(),
        List.copyOf(message.getCategoriesList()),
        message.hasSection() ? message.getSection() : null,
        message.hasZone() ? message.getZone() : null,
        message.getAccessible(),
        message.getScattered(),
        message.getAcrossSections(),
        message.getArea(),
        access(message.hasAccess(), message.getAccess()));
  }

  private static Command book(BookObjectsMessage message) {
    return new Command.BookObjects(
        message.getToken(),
        message.getOrder(),
        message.getBuyer(),
        SelectionWire.read(message.getSelectionsList()),
        access(message.hasAccess(), message.getAccess()));
  }

  private static Command release(ReleaseObjectsMessage message) {
    return new Command.ReleaseObjects(
        message.getToken(), message.getOrder(), SelectionWire.read(message.getSelectionsList()));
  }

  private static Command end(EndTokenMessage message) {
    return new Command.EndToken(lease(message.hasLease(), message.getLease()));
  }

  private static Command changeStatus(ChangeObjectStatusMessage message) {
    return new Command.ChangeObjectStatus(
        SelectionWire.read(message.getSelectionsList()),
        message.getStatus(),
        List.copyOf(message.getAllowedPreviousList()),
        List.copyOf(message.getRejectedPreviousList()));
  }

  static Command.CreateWorkspace createWorkspace(CreateWorkspaceMessage message) {
    return new Command.CreateWorkspace(
        message.getWorkspace(),
        mode(message.getMode()),
        message.getSecretKeyHash(),
        message.getPublicKeyHash(),
        bytes(message.getTokenSecret()));
  }

  private static Command storeChunk(StoreChartChunkMessage message) {
    return new Command.StoreChartChunk(
        message.getWorkspace(),
        message.getChart(),
        message.getUpload(),
        message.getChunk(),
        message.getChunks(),
        bytes(message.getBytes()));
  }

  private static Command copyChunk(CopyChartChunkMessage message) {
    return new Command.CopyChartChunk(
        message.getWorkspace(),
        message.getChart(),
        message.getVersion(),
        message.getUpload(),
        message.getChunk(),
        message.getChunks(),
        bytes(message.getBytes()));
  }

  private static Command createEvent(CreateEventMessage message) {
    return new Command.CreateEvent(
        message.getWorkspace(),
        message.getKey(),
        message.getName(),
        message.getChart(),
        message.getChartVersion(),
        settings(required(message.hasSettings(), message.getSettings())),
        message.getDraft());
  }

  private static Command updateEvent(UpdateEventMessage message) {
    return new Command.UpdateEvent(
        message.getEvent(), message.hasName() ? message.getName() : null, settingsChange(message));
  }

  private static SettingsChange settingsChange(UpdateEventMessage message) {
    SettingsChangeMessage change = known(message.getSettings());
    return new SettingsChange(
        change.hasPurchaseLimit() ? change.getPurchaseLimit() : null,
        change.hasObjectsPerToken() ? change.getObjectsPerToken() : null,
        change.hasMaxHoldMillis() ? change.getMaxHoldMillis() : null,
        change.hasMaxExtensions() ? change.getMaxExtensions() : null,
        change.hasMaxExtendedMillis() ? change.getMaxExtendedMillis() : null);
  }

  private static Command updateObjects(UpdateObjectsMessage message) {
    List<ObjectUpdate> updates = new ArrayList<>(message.getUpdatesCount());
    for (ObjectUpdateMessage update : message.getUpdatesList()) {
      updates.add(update(known(update)));
    }
    return new Command.UpdateObjects(message.getEvent(), updates);
  }

  private static ObjectUpdate update(ObjectUpdateMessage message) {
    return new ObjectUpdate(
        message.getObject(),
        message.hasForSale() ? message.getForSale() : null,
        message.hasBlockReason() ? message.getBlockReason() : null,
        message.hasChannel() ? message.getChannel() : null,
        capacities(message),
        message.hasExtraData() ? message.getExtraData() : null);
  }

  private static @Nullable List<ChannelCapacity> capacities(ObjectUpdateMessage message) {
    if (!message.hasChannelCapacities()) {
      return null;
    }
    ChannelCapacitiesMessage column = known(message.getChannelCapacities());
    List<ChannelCapacity> capacities = new ArrayList<>(column.getCapacitiesCount());
    for (ChannelCapacityMessage capacity : column.getCapacitiesList()) {
      known(capacity);
      capacities.add(new ChannelCapacity(capacity.getChannel(), capacity.getCapacity()));
    }
    return capacities;
  }

  private static TokenLease lease(boolean present, TokenLeaseMessage message) {
    required(present, message);
    return new TokenLease(
        message.getToken(),
        message.getWorkspace(),
        message.getDeadlineLogMillis(),
        message.getBuyer());
  }

  private static ChannelAccess access(boolean present, ChannelAccessMessage message) {
    if (!present) {
      return ChannelAccess.GENERAL;
    }
    known(message);
    return new ChannelAccess(
        message.getEveryChannel(),
        List.copyOf(message.getChannelsList()),
        SaleWire.caller(message.hasBuyer(), message.getBuyer()));
  }

  static EventSettings settings(EventSettingsMessage message) {
    if (!message.hasExtensions()) {
      return new EventSettings(
          message.getPurchaseLimit(), message.getObjectsPerToken(), message.getMaxHoldMillis());
    }
    ExtensionLimitsMessage extensions = known(message.getExtensions());
    return new EventSettings(
        message.getPurchaseLimit(),
        message.getObjectsPerToken(),
        message.getMaxHoldMillis(),
        extensions.getMaxExtensions(),
        extensions.getMaxExtendedMillis());
  }

  private static Command.Mode mode(ModeWire mode) {
    return switch (mode) {
      case MODE_WIRE_TEST -> Command.Mode.TEST;
      case MODE_WIRE_LIVE -> Command.Mode.LIVE;
      case MODE_WIRE_UNSPECIFIED -> throw new UnreadableException("a workspace without a mode");
      case UNRECOGNIZED ->
          throw new UnknownFormatException("a workspace's mode that this build does not know");
    };
  }

  static Bytes bytes(ByteString bytes) {
    return Bytes.copyOf(bytes.toByteArray());
  }
}
