package io.seatkeeper.server.load;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One simulated buyer, coming back until the sale is over: gets a token, holds what they like or
 * what they are given, thinks, then pays, changes their mind, walks away, or comes too late.
 */
final class Fan implements Runnable {
  private static final int HOLD_ATTEMPTS = 4;
  private static final int GONE = 410;

  private final int number;
  private final String run;
  private final String event;
  private final Sale sale;
  private final SplittableRandom random;
  private int requests;
  private int orders;
  private boolean tokenEnded;

  /** What all fans of a run share. */
  record Sale(
      Caller caller,
      LiveMap map,
      SeatChooser chooser,
      Turnstile turnstile,
      Habits habits,
      Ledger ledger,
      NewestState newest,
      LoadFigures figures,
      History history) {}

  /** What a fan holds and until when, on this machine's clock. */
  private record Held(String token, List<Place> places, long deadlineNanos) {}

  Fan(int number, String run, String event, Sale sale, long seed) {
    this.number = number;
    this.run = run;
    this.event = event;
    this.sale = sale;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void run() {
    try {
      while (sale.turnstile().enter()) {
        try {
          shop();
        } finally {
          sale.turnstile().leave();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void shop() throws InterruptedException {
    String key = nextKey();
    JsonObject body = new JsonObject().put("holdMillis", sale.habits().holdMillis());
    Reply reply = call(HttpAsk.post("/v1/hold-tokens", key, body.encode()));
    sale.figures().ended(reply);
    JsonObject answer = json(reply);
    String token = answer.getString("holdToken", "");
    sale.history().record(number, "token", key, token, List.of(), List.of(), reply);
    if (!reply.ok() || token.isEmpty()) {
      return;
    }
    long leaseMillis = answer.getLong("remainingMillis", sale.habits().holdMillis());
    List<Place> places = hold(token);
    if (!places.isEmpty()) {
      decide(
          new Held(token, places, reply.endNanos() + TimeUnit.MILLISECONDS.toNanos(leaseMillis)));
    }
  }

  /** Tries to hold until something is held, or the fan has had enough. */
  private List<Place> hold(String token) throws InterruptedException {
    int party = Habits.party(random);
    int taste = random.nextInt(100);
    tokenEnded = false;
    for (int attempt = 0;
        attempt < HOLD_ATTEMPTS && !tokenEnded && !sale.turnstile().over();
        attempt++) {
      MapView view = sale.map().view();
      boolean ending = ending(view);
      boolean best = attempt == 0 && taste < sale.habits().bestPercent() && !ending;
      boolean stand =
          attempt < 2 && taste >= 100 - sale.habits().areaPercent() && view.openAreas() > 0;
      List<Place> wanted =
          best
              ? List.of()
              : stand
                  ? sale.chooser().chooseArea(view, random, party)
                  : sale.chooser().choose(view, random, party, !ending);
      if (!best && wanted.isEmpty()) {
        return List.of();
      }
      List<Place> held = best ? holdBest(token, party) : holdChosen(token, wanted);
      if (!held.isEmpty()) {
        return held;
      }
    }
    return List.of();
  }

  private List<Place> holdChosen(String token, List<Place> wanted) throws InterruptedException {
    JsonObject body =
        new JsonObject()
            .put("holdToken", token)
            .put("objects", Place.json(wanted))
            .put("ignoreChannels", true);
    return hold("hold", token, wanted, body);
  }

  private List<Place> holdBest(String token, int party) throws InterruptedException {
    JsonObject best = new JsonObject().put("count", party);
    if (random.nextBoolean()) {
      best.put("fallbacks", new JsonArray().add("scattered").add("acrossSections").add("area"));
    }
    JsonObject body =
        new JsonObject()
            .put("holdToken", token)
            .put("bestAvailable", best)
            .put("ignoreChannels", true);
    return hold("best", token, List.of(), body);
  }

  private List<Place> hold(String operation, String token, List<Place> asked, JsonObject body)
      throws InterruptedException {
    String key = nextKey();
    Reply reply = change("/holds", key, body);
    sale.figures().holdEnded(reply);
    tokenEnded = reply.status() == GONE;
    List<Place> held =
        reply.ok() ? Place.parse(json(reply).getJsonArray("objects", new JsonArray())) : List.of();
    sale.history().record(number, operation, key, token, asked, held, reply);
    return held;
  }

  private void decide(Held held) throws InterruptedException {
    int mood = random.nextInt(100);
    boolean ending = ending(sale.map().view());
    if (!ending && mood < sale.habits().abandonPercent()) {
      think(sale.habits().thinkMillis());
      switch (random.nextInt(3)) {
        case 0 -> release(held);
        case 1 -> endToken(held);
        default -> {
          // Walks away: the hold ends by itself.
        }
      }
      return;
    }
    if (!ending && mood >= 100 - sale.habits().ditherPercent()) {
      long leftNanos = held.deadlineNanos() - System.nanoTime();
      Thread.sleep(
          TimeUnit.NANOSECONDS.toMillis(Math.max(0, (long) (leftNanos * around(1.0, 0.05)))));
    } else {
      think(ending ? Math.min(50, sale.habits().thinkMillis()) : sale.habits().thinkMillis());
    }
    book(held);
  }

  private void book(Held held) throws InterruptedException {
    String order = run + "-" + number + "-o" + ++orders;
    String key = nextKey();
    JsonObject body =
        new JsonObject()
            .put("objects", Place.json(held.places()))
            .put("holdToken", held.token())
            .put("order", order)
            .put("ignoreChannels", true);
    sale.ledger().asked(order, held.places());
    Reply reply = change("/bookings", key, body);
    sale.ledger().ended(order, reply.verdict());
    sale.figures().bookingEnded(reply);
    List<Place> saw = reply.ok() ? held.places() : List.of();
    sale.history().record(number, "book", key, order, held.places(), saw, reply);
  }

  private void release(Held held) throws InterruptedException {
    String key = nextKey();
    JsonObject body =
        new JsonObject().put("objects", Place.json(held.places())).put("holdToken", held.token());
    Reply reply = change("/releases", key, body);
    sale.figures().ended(reply);
    sale.history().record(number, "release", key, held.token(), held.places(), List.of(), reply);
  }

  private void endToken(Held held) throws InterruptedException {
    Reply reply = call(HttpAsk.delete("/v1/hold-tokens/" + held.token()));
    sale.figures().ended(reply);
    sale.history().record(number, "end", "", held.token(), held.places(), List.of(), reply);
  }

  /** Asks the event for a change. */
  private Reply change(String end, String key, JsonObject body) throws InterruptedException {
    Reply reply = call(HttpAsk.post("/v1/events/" + event + end, key, body.encode()));
    sale.newest().seen(reply.causalToken());
    return reply;
  }

  private Reply call(HttpAsk ask) throws InterruptedException {
    return sale.caller().call(ask, random::nextDouble);
  }

  /** The answer's object; an empty one when it is none, which fans take for a refusal. */
  private static JsonObject json(Reply reply) {
    try {
      return reply.ok() ? new JsonObject(reply.body()) : new JsonObject();
    } catch (DecodeException _) {
      return new JsonObject();
    }
  }

  /** Whether so little is left that fans take what they get, and pay at once. */
  private static boolean ending(MapView view) {
    return view.free() * 50 < view.free() + view.held() + view.booked();
  }

  private void think(long mostMillis) throws InterruptedException {
    Thread.sleep(random.nextLong(mostMillis / 4, mostMillis + 1));
  }

  private double around(double middle, double reach) {
    return middle - reach + 2 * reach * random.nextDouble();
  }

  private String nextKey() {
    return run + "-" + number + "-" + ++requests;
  }
}
