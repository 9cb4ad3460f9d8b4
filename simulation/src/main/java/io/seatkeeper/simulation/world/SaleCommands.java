package io.seatkeeper.simulation.world;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.state.TokenView;
import io.seatkeeper.simulation.model.NaiveEvent;
import io.seatkeeper.simulation.model.NaiveObject;
import io.seatkeeper.simulation.model.NaiveShard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes the commands of shoppers, shops and box offices, who all want the same few places. */
final class SaleCommands {
  /** The channels there are, and one that no object ever has. */
  static final List<String> CHANNELS = List.of("presale", "sponsor", "club", "nobody");

  private static final int LEASES_AT_ONCE = 8;

  private final Dice dice;
  private final NaiveShard shard;
  private final Clock clock;
  private final Selections selections;
  private final List<TokenLease> leases = new ArrayList<>();
  private final List<BookObjects> bookings = new ArrayList<>();
  private int orders;

  SaleCommands(Dice dice, NaiveShard shard, Clock clock) {
    this.dice = dice;
    this.shard = shard;
    this.clock = clock;
    this.selections = new Selections(dice);
  }

  /** A sale command about an event of the shard, which must have one. */
  Command next() {
    NaiveEvent event = dice.oneOf(shard.allEvents());
    int kind = dice.between(1, 100);
    if (kind <= 34) {
      return hold(event);
    } else if (kind <= 50) {
      return best(event);
    } else if (kind <= 76) {
      return book(event);
    } else if (kind <= 89) {
      return release(event);
    } else if (kind <= 97) {
      return changeStatus(event);
    }
    return new EndToken(dice.chance(40) ? lease(event) : leaseThatIsNew(event));
  }

  private Command hold(NaiveEvent event) {
    TokenLease lease = lease(event);
    Predicate<NaiveObject> wanted =
        dice.chance(85) ? object -> object.isArea() || object.isFree() : object -> true;
    return new HoldObjects(lease, inOneOrTwoEvents(event, wanted), access());
  }

  private Command best(NaiveEvent event) {
    List<String> categories = new ArrayList<>();
    for (int wish = dice.chance(50) ? 0 : dice.between(1, 3); wish > 0; wish--) {
      categories.add(dice.chance(4) ? "unknown" : oneOfCategories(event));
    }
    String section = dice.chance(75) ? null : dice.chance(5) ? "unknown" : oneOfSections(event);
    String zone = dice.chance(80) ? null : dice.oneOf("zone0", "zone0", "zone1", "zone9");
    int count = dice.chance(80) ? dice.between(1, 4) : dice.oneOf(0, 5, 8, 12, 20, 50, 51, -1);
    return new HoldBestAvailable(
        lease(event),
        dice.chance(1) ? 99 : event.event(),
        count,
        categories,
        section,
        zone,
        dice.chance(10),
        dice.chance(40),
        dice.chance(40),
        dice.chance(40),
        access());
  }

  private String oneOfCategories(NaiveEvent event) {
    return dice.oneOf(event.venue().categories()).key();
  }

  private String oneOfSections(NaiveEvent event) {
    return dice.oneOf(event.venue().sections()).label();
  }

  private Command book(NaiveEvent event) {
    if (!bookings.isEmpty() && dice.chance(12)) {
      return againUnderItsOrder();
    }
    String order = dice.chance(60) || orders == 0 ? "order-" + ++orders : anOrder();
    if (dice.onceIn(60)) {
      order = dice.oneOf("", "x".repeat(64), "x".repeat(65), "ordre-\u00e9\u20ac");
    }
    BookObjects book;
    boolean anyHeld = event.objects().stream().anyMatch(object -> !object.tokens().isEmpty());
    if (dice.chance(anyHeld ? 75 : 5)) {
      long token = tokenThatHolds(event);
      book =
          new BookObjects(
              token,
              order,
              buyer(),
              inOneOrTwoEvents(event, object -> object.heldBy(token) > 0),
              access());
    } else {
      book =
          new BookObjects(
              0, order, buyer(), inOneOrTwoEvents(event, NaiveObject::isFree), access());
    }
    if (bookings.size() == 30) {
      bookings.remove(dice.between(0, 29));
    }
    bookings.add(book);
    return book;
  }

  /** An earlier booking once more: the same, by another token, or with one object changed. */
  private Command againUnderItsOrder() {
    BookObjects earlier = dice.oneOf(bookings);
    int kind = dice.between(1, 4);
    if (kind == 1) {
      return new BookObjects(
          dice.chance(50) ? 0 : earlier.token(),
          earlier.order(),
          buyer(),
          earlier.selections(),
          access());
    }
    if (kind == 2) {
      NaiveEvent event = dice.oneOf(shard.allEvents());
      List<Selection> more = new ArrayList<>(earlier.selections());
      more.add(selections.of(event, object -> object.bookedBy(earlier.order()) > 0));
      return new BookObjects(
          earlier.token(), earlier.order(), earlier.buyer(), more, earlier.access());
    }
    return earlier;
  }

  private Command release(NaiveEvent event) {
    int kind = dice.between(1, 12);
    if (kind <= 4) {
      long token = tokenThatHolds(event);
      return new ReleaseObjects(
          token,
          dice.onceIn(40) ? "order-1" : "",
          inOneOrTwoEvents(event, object -> object.heldBy(token) > 0));
    }
    if (kind <= 10) {
      String order = orders == 0 ? "order-0" : orderBookedIn(event);
      return new ReleaseObjects(
          0, order, inOneOrTwoEvents(event, object -> object.bookedBy(order) > 0));
    }
    return new ReleaseObjects(
        0, "", inOneOrTwoEvents(event, object -> object.isArea() || !object.isFree()));
  }

  private Command changeStatus(NaiveEvent event) {
    String status =
        dice.chance(35)
            ? "free"
            : dice.chance(10)
                ? dice.oneOf("held", "booked", "", "not possible", "x".repeat(33))
                : dice.chance(90) ? dice.oneOf("press", "house-seat", "Lost_1") : "own" + orders;
    List<String> allowed =
        dice.chance(70) ? List.of() : List.of(dice.oneOf("free", "held", "press"), "booked");
    List<String> rejected =
        dice.chance(70) ? List.of() : List.of(dice.oneOf("booked", "held", "free", "Lost_1"));
    return new ChangeObjectStatus(
        inOneOrTwoEvents(event, object -> !object.isArea() || dice.onceIn(6)),
        status,
        allowed,
        rejected);
  }

  /** More custom statuses than an event may have, one after the other. */
  List<Command> manyStatuses() {
    NaiveEvent event = dice.oneOf(shard.allEvents());
    int wanted = dice.between(50, 70);
    List<Command> commands = new ArrayList<>();
    for (int status = 0; status < wanted; status++) {
      Selection selection = selections.of(event, object -> !object.isArea());
      commands.add(
          new ChangeObjectStatus(List.of(selection), "many" + status, List.of(), List.of()));
    }
    return commands;
  }

  private List<Selection> inOneOrTwoEvents(NaiveEvent event, Predicate<NaiveObject> wanted) {
    if (dice.onceIn(100)) {
      return List.of();
    }
    List<Selection> chosen = new ArrayList<>();
    chosen.add(selections.of(event, wanted));
    if (dice.chance(15)) {
      List<NaiveEvent> others = new ArrayList<>(shard.allEvents());
      if (dice.chance(85)) {
        others.removeIf(other -> other == event || !other.group().equals(event.group()));
      }
      if (!others.isEmpty()) {
        chosen.add(selections.of(dice.oneOf(others), wanted));
      }
    }
    return chosen;
  }

  /** A lease somebody has already, or a new one; sometimes one that cannot hold. */
  private TokenLease lease(NaiveEvent event) {
    List<TokenLease> usable = leases.stream().filter(lease -> usable(lease, event)).toList();
    if (!usable.isEmpty() && dice.chance(85)) {
      TokenLease lease = dice.oneOf(usable);
      return dice.chance(95) ? lease : altered(lease);
    }
    if (!leases.isEmpty() && dice.chance(8)) {
      return dice.oneOf(leases);
    }
    return leaseThatIsNew(event);
  }

  private TokenLease leaseThatIsNew(NaiveEvent event) {
    long deadline = clock.logMillis() + dice.between(800, 30_000);
    if (dice.chance(10)) {
      deadline = clock.logMillis() + dice.oneOf(0, -1, 1, 60_000, 200_000_000);
    }
    if (dice.chance(40)) {
      deadline += 5000 - Math.floorMod(deadline, 5000L);
    }
    long token = dice.onceIn(200) ? 0 : dice.chance(80) ? dice.anyLong() : dice.between(-9, 9);
    String workspace = dice.chance(97) ? event.workspace() : dice.oneOf("alpha", "beta", "gamma");
    String buyer = dice.chance(70) ? buyer() : "token-" + token;
    TokenLease lease = new TokenLease(token, workspace, deadline, buyer);
    if (leases.size() == LEASES_AT_ONCE) {
      leases.remove(dice.between(0, LEASES_AT_ONCE - 1));
    }
    leases.add(lease);
    return lease;
  }

  private boolean usable(TokenLease lease, NaiveEvent event) {
    TokenView known = shard.token(lease.token());
    return lease.workspace().equals(event.workspace())
        && lease.deadlineLogMillis() > clock.logMillis()
        && (known == null || !known.ended());
  }

  /** The lease with one fact changed: a shard that knows the token must not believe it. */
  private TokenLease altered(TokenLease lease) {
    return switch (dice.between(1, 3)) {
      case 1 ->
          new TokenLease(
              lease.token(),
              lease.workspace(),
              lease.deadlineLogMillis() + dice.between(-5000, 5000),
              lease.buyer());
      case 2 ->
          new TokenLease(
              lease.token(), lease.workspace(), lease.deadlineLogMillis(), buyer() + "-too");
      default ->
          new TokenLease(
              lease.token(), dice.oneOf("alpha", "beta"), lease.deadlineLogMillis(), lease.buyer());
    };
  }

  private long tokenThatHolds(NaiveEvent event) {
    List<Long> holding =
        event.objects().stream().flatMap(object -> object.tokens().stream()).distinct().toList();
    if (!holding.isEmpty() && dice.chance(90)) {
      return dice.oneOf(holding);
    }
    return leases.isEmpty() || dice.chance(10) ? dice.between(-9, 9) : dice.oneOf(leases).token();
  }

  private String orderBookedIn(NaiveEvent event) {
    List<String> booked =
        event.objects().stream().flatMap(object -> object.orders().stream()).distinct().toList();
    return booked.isEmpty() || dice.chance(10) ? anOrder() : dice.oneOf(booked);
  }

  private String anOrder() {
    return "order-" + dice.between(Math.max(1, orders - 15), orders);
  }

  private String buyer() {
    return dice.oneOf("ann", "ben", "cem", "dee", "eve", "");
  }

  private ChannelAccess access() {
    int kind = dice.between(1, 10);
    if (kind <= 5) {
      return ChannelAccess.GENERAL;
    }
    if (kind <= 6) {
      return ChannelAccess.EVERY;
    }
    if (kind <= 8) {
      return ChannelAccess.ofBuyer(
          dice.chance(70) ? List.of() : List.of(dice.oneOf(CHANNELS)), SalePlans.codeHash(dice));
    }
    List<String> channels = new ArrayList<>();
    for (int named = dice.between(1, 3); named > 0; named--) {
      channels.add(dice.chance(3) ? "" : dice.oneOf(CHANNELS));
    }
    return new ChannelAccess(dice.chance(5), channels);
  }
}
