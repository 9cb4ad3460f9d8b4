package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.text;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
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
import io.seatkeeper.core.codec.wire.DeleteEventMessage;
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
import io.seatkeeper.core.codec.wire.SwitchBehaviourMessage;
import io.seatkeeper.core.codec.wire.TickMessage;
import io.seatkeeper.core.codec.wire.TokenLeaseMessage;
import io.seatkeeper.core.codec.wire.UpdateEventMessage;
import io.seatkeeper.core.codec.wire.UpdateObjectsMessage;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.command.TokenLease;
import java.util.List;

/** Commands to their messages. */
final class CommandWriter {
  private CommandWriter() {}

  static void write(Command command, RequestMessage.Builder request) {
    switch (command) {
      case Command.SaleCommand sale -> writeSale(sale, request);
      case Command.EventCommand event -> writeEvent(event, request);
      case Command.CatalogueCommand catalogue -> writeCatalogue(catalogue, request);
      case Command.ShardCommand shard -> writeShard(shard, request);
      case Command.PlacementCommand placement -> MoveWire.write(placement, request);
      case Command.GroupCommand group -> MoveWire.write(group, request);
      case OrderCommand order -> OrderWire.write(order, request);
    }
  }

  private static void writeSale(Command.SaleCommand command, RequestMessage.Builder request) {
    switch (command) {
      case Command.HoldObjects hold -> {
        HoldObjectsMessage.Builder message = HoldObjectsMessage.newBuilder();
        message.setLease(lease(hold.lease()));
        for (Selection selection : hold.selections()) {
          message.addSelections(SelectionWire.write(selection));
        }
        if (!hold.access().equals(ChannelAccess.GENERAL)) {
          message.setAccess(access(hold.access()));
        }
        request.setHoldObjects(message);
      }
      case Command.HoldBestAvailable best -> request.setHoldBestAvailable(best(best));
      case Command.BookObjects book -> {
        BookObjectsMessage.Builder message = BookObjectsMessage.newBuilder();
        message.setToken(book.token()).setOrder(text(book.order())).setBuyer(text(book.buyer()));
        for (Selection selection : book.selections()) {
          message.addSelections(SelectionWire.write(selection));
        }
        if (!book.access().equals(ChannelAccess.GENERAL)) {
          message.setAccess(access(book.access()));
        }
        request.setBookObjects(message);
      }
      case Command.ReleaseObjects release -> {
        ReleaseObjectsMessage.Builder message = ReleaseObjectsMessage.newBuilder();
        message.setToken(release.token()).setOrder(text(release.order()));
        for (Selection selection : release.selections()) {
          message.addSelections(SelectionWire.write(selection));
        }
        request.setReleaseObjects(message);
      }
      case Command.EndToken end ->
          request.setEndToken(EndTokenMessage.newBuilder().setLease(lease(end.lease())));
      case Command.ExtendToken(long token, long deadlineLogMillis) ->
          request.setExtendToken(
              ExtendTokenMessage.newBuilder()
                  .setToken(token)
                  .setDeadlineLogMillis(deadlineLogMillis));
      case Command.ChangeObjectStatus change -> {
        ChangeObjectStatusMessage.Builder message = ChangeObjectStatusMessage.newBuilder();
        for (Selection selection : change.selections()) {
          message.addSelections(SelectionWire.write(selection));
        }
        request.setChangeObjectStatus(
            message
                .setStatus(text(change.status()))
                .addAllAllowedPrevious(texts(change.allowedPrevious()))
                .addAllRejectedPrevious(texts(change.rejectedPrevious())));
      }
    }
  }

  private static HoldBestAvailableMessage best(Command.HoldBestAvailable best) {
    HoldBestAvailableMessage.Builder message =
        HoldBestAvailableMessage.newBuilder()
            .setLease(lease(best.lease()))
            .setEvent(best.event())
            .setCount(best.count())
            .addAllCategories(texts(best.categories()))
            .setAccessible(best.accessible())
            .setScattered(best.scattered())
            .setAcrossSections(best.acrossSections())
            .setArea(best.area());
    String section = best.section();
    if (section != null) {
      message.setSection(text(section));
    }
    String zone = best.zone();
    if (zone != null) {
      message.setZone(text(zone));
    }
    if (!best.access().equals(ChannelAccess.GENERAL)) {
      message.setAccess(access(best.access()));
    }
    return message.build();
  }

  private static void writeEvent(Command.EventCommand command, RequestMessage.Builder request) {
    switch (command) {
      case Command.CreateEvent create ->
          request.setCreateEvent(
              CreateEventMessage.newBuilder()
                  .setWorkspace(text(create.workspace()))
                  .setKey(text(create.key()))
                  .setName(text(create.name()))
                  .setChart(text(create.chart()))
                  .setChartVersion(create.chartVersion())
                  .setSettings(settings(create.settings()))
                  .setDraft(create.draft()));
      case Command.SetPrices prices -> request.setSetPrices(SaleWire.write(prices));
      case Command.ScheduleSale schedule -> request.setScheduleSale(SaleWire.write(schedule));
      case Command.SetSaleState(int event, SaleState state) ->
          request.setSetSaleState(SaleWire.write(event, state));
      case Command.UpdateEvent update -> {
        UpdateEventMessage.Builder message = UpdateEventMessage.newBuilder();
        message.setEvent(update.event());
        String name = update.name();
        if (name != null) {
          message.setName(text(name));
        }
        if (!update.settings().equals(SettingsChange.NONE)) {
          message.setSettings(change(update.settings()));
        }
        request.setUpdateEvent(message);
      }
      case Command.DeleteEvent delete ->
          request.setDeleteEvent(DeleteEventMessage.newBuilder().setEvent(delete.event()));
      case Command.UpdateObjects update -> {
        UpdateObjectsMessage.Builder message = UpdateObjectsMessage.newBuilder();
        message.setEvent(update.event());
        for (ObjectUpdate object : update.updates()) {
          message.addUpdates(update(object));
        }
        request.setUpdateObjects(message);
      }
    }
  }

  private static ObjectUpdateMessage update(ObjectUpdate update) {
    ObjectUpdateMessage.Builder message = ObjectUpdateMessage.newBuilder();
    message.setObject(update.object());
    Boolean forSale = update.forSale();
    if (forSale != null) {
      message.setForSale(forSale);
    }
    String blockReason = update.blockReason();
    if (blockReason != null) {
      message.setBlockReason(text(blockReason));
    }
    String channel = update.channel();
    if (channel != null) {
      message.setChannel(text(channel));
    }
    List<ChannelCapacity> capacities = update.channelCapacities();
    if (capacities != null) {
      ChannelCapacitiesMessage.Builder column = ChannelCapacitiesMessage.newBuilder();
      for (ChannelCapacity capacity : capacities) {
        column.addCapacities(
            ChannelCapacityMessage.newBuilder()
                .setChannel(text(capacity.channel()))
                .setCapacity(capacity.capacity()));
      }
      message.setChannelCapacities(column);
    }
    String extraData = update.extraData();
    if (extraData != null) {
      message.setExtraData(text(extraData));
    }
    return message.build();
  }

  private static void writeCatalogue(
      Command.CatalogueCommand command, RequestMessage.Builder request) {
    switch (command) {
      case Command.CreateWorkspace create -> request.setCreateWorkspace(workspace(create));
      case Command.StoreChartChunk store ->
          request.setStoreChartChunk(
              StoreChartChunkMessage.newBuilder()
                  .setWorkspace(text(store.workspace()))
                  .setChart(text(store.chart()))
                  .setUpload(store.upload())
                  .setChunk(store.chunk())
                  .setChunks(store.chunks())
                  .setBytes(bytes(store.bytes())));
      case Command.CopyChartChunk copy ->
          request.setCopyChartChunk(
              CopyChartChunkMessage.newBuilder()
                  .setWorkspace(text(copy.workspace()))
                  .setChart(text(copy.chart()))
                  .setVersion(copy.version())
                  .setUpload(copy.upload())
                  .setChunk(copy.chunk())
                  .setChunks(copy.chunks())
                  .setBytes(bytes(copy.bytes())));
    }
  }

  static CreateWorkspaceMessage workspace(Command.CreateWorkspace create) {
    return CreateWorkspaceMessage.newBuilder()
        .setWorkspace(text(create.workspace()))
        .setMode(mode(create.mode()))
        .setSecretKeyHash(text(create.secretKeyHash()))
        .setPublicKeyHash(text(create.publicKeyHash()))
        .setTokenSecret(bytes(create.tokenSecret()))
        .build();
  }

  private static void writeShard(Command.ShardCommand command, RequestMessage.Builder request) {
    switch (command) {
      case Command.Tick _ -> request.setTick(TickMessage.getDefaultInstance());
      case Command.Checkpoint checkpoint ->
          request.setCheckpoint(
              CheckpointMessage.newBuilder()
                  .setPosition(checkpoint.position())
                  .setStateHash(checkpoint.stateHash()));
      case Command.SwitchBehaviour behaviour ->
          request.setSwitchBehaviour(
              SwitchBehaviourMessage.newBuilder().setVersion(behaviour.version()));
      case Command.ConfigureShard configure ->
          request.setConfigureShard(
              ConfigureShardMessage.newBuilder()
                  .setRequestCapacity(configure.requestCapacity())
                  .setRequestWindowMillis(configure.requestWindowMillis()));
      case Command.NumberEvents(int firstEvent, int lastEvent) ->
          request.setNumberEvents(numbers(firstEvent, lastEvent));
    }
  }

  static NumberEventsMessage numbers(int firstEvent, int lastEvent) {
    return NumberEventsMessage.newBuilder()
        .setFirstEvent(firstEvent)
        .setLastEvent(lastEvent)
        .build();
  }

  private static TokenLeaseMessage lease(TokenLease lease) {
    return TokenLeaseMessage.newBuilder()
        .setToken(lease.token())
        .setWorkspace(text(lease.workspace()))
        .setDeadlineLogMillis(lease.deadlineLogMillis())
        .setBuyer(text(lease.buyer()))
        .build();
  }

  private static ChannelAccessMessage access(ChannelAccess access) {
    ChannelAccessMessage.Builder message =
        ChannelAccessMessage.newBuilder()
            .setEveryChannel(access.everyChannel())
            .addAllChannels(texts(access.channels()));
    if (access.caller() instanceof Caller.Buyer buyer) {
      message.setBuyer(SaleWire.write(buyer));
    }
    return message.build();
  }

  static EventSettingsMessage settings(EventSettings settings) {
    EventSettingsMessage.Builder message =
        EventSettingsMessage.newBuilder()
            .setPurchaseLimit(settings.purchaseLimit())
            .setObjectsPerToken(settings.objectsPerToken())
            .setMaxHoldMillis(settings.maxHoldMillis());
    if (!settings.extendsByDefault()) {
      message.setExtensions(
          ExtensionLimitsMessage.newBuilder()
              .setMaxExtensions(settings.maxExtensions())
              .setMaxExtendedMillis(settings.maxExtendedMillis()));
    }
    return message.build();
  }

  private static SettingsChangeMessage change(SettingsChange change) {
    SettingsChangeMessage.Builder message = SettingsChangeMessage.newBuilder();
    if (change.purchaseLimit() != null) {
      message.setPurchaseLimit(change.purchaseLimit());
    }
    if (change.objectsPerToken() != null) {
      message.setObjectsPerToken(change.objectsPerToken());
    }
    if (change.maxHoldMillis() != null) {
      message.setMaxHoldMillis(change.maxHoldMillis());
    }
    if (change.maxExtensions() != null) {
      message.setMaxExtensions(change.maxExtensions());
    }
    if (change.maxExtendedMillis() != null) {
      message.setMaxExtendedMillis(change.maxExtendedMillis());
    }
    return message.build();
  }

  private static ModeWire mode(Command.Mode mode) {
    return switch (mode) {
      case TEST -> ModeWire.MODE_WIRE_TEST;
      case LIVE -> ModeWire.MODE_WIRE_LIVE;
    };
  }

  static ByteString bytes(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.toArray());
  }

  private static List<String> texts(List<String> texts) {
    for (String text : texts) {
      text(text);
    }
    return texts;
  }
}
