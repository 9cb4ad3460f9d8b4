package io.seatkeeper.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.Command.UpdateObjects;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.simulation.model.NaiveEvent;
import io.seatkeeper.simulation.model.NaiveObject;
import io.seatkeeper.simulation.model.NaiveShard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the commands of organisers: workspaces, charts, events and their objects. */
final class EventCommands {
  private static final int MOST_OBJECTS = 300;
  private static final List<String> WORKSPACES = List.of("alpha", "beta");
  private static final List<String> CHARTS = List.of("hall", "Club_1");
  private static final List<String> KEYS =
      List.of("opera", "season.first", "season.second", "season.third", "gig", "late.show");

  private final Dice dice;
  private final NaiveShard shard;
  private final Selections selections;
  private final SalePlans salePlans;
  private final int venueObjects;

  EventCommands(Dice dice, NaiveShard shard, Clock clock) {
    this.dice = dice;
    this.shard = shard;
    this.selections = new Selections(dice);
    this.salePlans = new SalePlans(dice, clock);
    this.venueObjects = dice.chance(70) ? dice.between(4, 40) : dice.between(40, 80);
  }

  /** What a shard needs before anything can be sold. */
  List<Command> opening() {
    List<Command> commands = new ArrayList<>();
    for (String workspace : WORKSPACES) {
      commands.add(workspace(workspace));
      commands.addAll(chart(workspace, "hall"));
    }
    commands.add(event("alpha", "season.first"));
    commands.add(event("alpha", "season.second"));
    commands.add(event("beta", "gig"));
    return commands;
  }

  /** One or several commands that belong together. */
  List<Command> next() {
    int kind = dice.between(1, 100);
    if (kind <= 2) {
      return List.of(workspace(dice.oneOf("alpha", "beta", "Not Possible", "", "x".repeat(33))));
    }
    if (kind <= 6) {
      return chart(dice.chance(95) ? dice.oneOf(WORKSPACES) : "gamma", dice.oneOf(CHARTS));
    }
    List<NaiveEvent> events = shard.allEvents();
    if (kind <= 20 || events.isEmpty()) {
      return create();
    }
    NaiveEvent event = dice.oneOf(events);
    int number = dice.chance(97) ? event.event() : dice.oneOf(0, -1, event.event() + 40);
    if (kind <= 33) {
      String name = dice.chance(50) ? null : "Name " + dice.between(1, 9);
      return List.of(
          new UpdateEvent(number, name, dice.chance(60) ? change() : SettingsChange.NONE));
    }
    if (kind <= 38) {
      return List.of(new DeleteEvent(number));
    }
    if (kind <= 65) {
      return List.of(salePlans.next(event, number));
    }
    return List.of(new UpdateObjects(number, updates(event)));
  }

  private Command workspace(String name) {
    byte[] secret = name.getBytes(UTF_8);
    return new CreateWorkspace(
        name,
        dice.chance(50) ? Command.Mode.TEST : Command.Mode.LIVE,
        "a".repeat(64),
        "b".repeat(64),
        Bytes.copyOf(Arrays.copyOf(secret, 32)));
  }

  /** A chart in one to three pieces; sometimes one is missing, repeated or damaged. */
  private List<Command> chart(String workspace, String chart) {
    byte[] bytes = VenueCodec.encode(VenueMaker.make(dice, chart, venueObjects));
    int chunks = dice.between(1, 3);
    long upload = dice.anyLong();
    List<Command> commands = new ArrayList<>();
    for (int chunk = 0; chunk < chunks; chunk++) {
      byte[] piece =
          Arrays.copyOfRange(
              bytes, bytes.length * chunk / chunks, bytes.length * (chunk + 1) / chunks);
      commands.add(
          new StoreChartChunk(workspace, chart, upload, chunk, chunks, Bytes.copyOf(piece)));
    }
    if (shard.allEvents().isEmpty() || dice.chance(60)) {
      return commands;
    }
    switch (dice.between(1, 5)) {
      case 1 -> commands.remove(dice.between(0, commands.size() - 1));
      case 2 -> commands.add(dice.oneOf(commands));
      case 3 ->
          commands.add(
              new StoreChartChunk(
                  workspace, chart, 1, 0, 1, Bytes.copyOf(new byte[] {1, 2, 3, 4, 5})));
      case 4 -> {
        Bytes tooLarge = Bytes.copyOf(VenueCodec.encode(VenueMaker.tooLarge(dice)));
        commands.add(new StoreChartChunk(workspace, chart, 2, 0, 1, tooLarge));
      }
      default ->
          commands.add(
              0,
              new StoreChartChunk(
                  workspace,
                  dice.oneOf("", "not possible", chart),
                  upload,
                  dice.between(-1, 2),
                  dice.between(0, 2),
                  Bytes.copyOf(bytes)));
    }
    return commands;
  }

  private List<Command> create() {
    int objects = shard.allEvents().stream().mapToInt(event -> event.objects().size()).sum();
    if (objects + venueObjects + VenueMaker.MOST_ABOVE > MOST_OBJECTS) {
      return List.of(new DeleteEvent(dice.oneOf(shard.allEvents()).event()));
    }
    String key =
        dice.chance(92) ? dice.oneOf(KEYS) : dice.oneOf("", "Upper", "a.b.c", "a.", ".a", "a b");
    return List.of(event(dice.chance(97) ? dice.oneOf(WORKSPACES) : "gamma", key));
  }

  private Command event(String workspace, String key) {
    boolean opening = shard.allEvents().isEmpty();
    return new CreateEvent(
        workspace,
        key,
        "The " + key,
        opening || dice.chance(75) ? "hall" : dice.oneOf("Club_1", "nowhere"),
        opening || dice.chance(80) ? 0 : dice.oneOf(1, 2, 9, -1),
        settings(),
        !opening && dice.chance(20));
  }

  private SettingsChange change() {
    EventSettings wanted = settings();
    return new SettingsChange(
        dice.chance(60) ? wanted.purchaseLimit() : null,
        dice.chance(60) ? wanted.objectsPerToken() : null,
        dice.chance(60) ? wanted.maxHoldMillis() : null,
        dice.chance(30) ? dice.between(-1, 101) : null,
        dice.chance(30) ? Long.valueOf(dice.between(-1, 100_000)) : null);
  }

  private EventSettings settings() {
    if (dice.chance(4)) {
      return new EventSettings(
          dice.oneOf(-1, 0), dice.oneOf(0, 1, -5), dice.oneOf(999L, 0L, 1000L, -1L));
    }
    return new EventSettings(
        dice.chance(50) ? 0 : dice.between(2, 20),
        dice.chance(60) ? 100 : dice.between(2, 20),
        dice.chance(75) ? 86_400_000 : dice.between(1000, 60_000),
        dice.chance(70) ? 10 : dice.between(0, 3),
        dice.chance(70) ? 3_600_000 : dice.between(0, 50_000));
  }

  private List<ObjectUpdate> updates(NaiveEvent event) {
    List<ObjectUpdate> updates = new ArrayList<>();
    if (dice.onceIn(50)) {
      return updates;
    }
    boolean areas = dice.chance(30);
    Selection chosen = selections.of(event, object -> object.isArea() || !areas);
    for (int position = 0; position < chosen.size(); position++) {
      int index = chosen.object(position);
      boolean known = index >= 0 && index < event.objects().size();
      updates.add(update(index, known ? event.objects().get(index) : null));
    }
    return updates;
  }

  private ObjectUpdate update(int index, @Nullable NaiveObject object) {
    boolean area = object != null && object.isArea();
    boolean mismatched = dice.chance(3);
    return new ObjectUpdate(
        index,
        dice.chance(60) ? null : dice.chance(75),
        dice.chance(70) ? null : dice.oneOf("", "", "broken", "reserved for cameras"),
        area == mismatched && dice.chance(50)
            ? dice.chance(40) ? "" : dice.oneOf(SaleCommands.CHANNELS.subList(0, 3))
            : null,
        area != mismatched && dice.chance(80) ? capacities(object) : null,
        dice.chance(80) ? null : extraData());
  }

  private List<ChannelCapacity> capacities(@Nullable NaiveObject object) {
    int capacity = object == null ? 5 : object.drawn().capacity();
    List<ChannelCapacity> capacities = new ArrayList<>();
    for (String channel : SaleCommands.CHANNELS.subList(0, 3)) {
      if (dice.chance(60)) {
        capacities.add(new ChannelCapacity(channel, dice.between(0, capacity / 2)));
      }
    }
    if (dice.chance(30)) {
      Collections.reverse(capacities);
    }
    if (dice.chance(4)) {
      capacities.add(
          new ChannelCapacity(dice.oneOf("presale", "", "club"), dice.oneOf(-1, 0, 1 << 30)));
    }
    return capacities;
  }

  private String extraData() {
    return dice.oneOf("", "{\"row\": 1}", "x".repeat(1024), "x".repeat(1025), "\u20ac".repeat(342));
  }
}
