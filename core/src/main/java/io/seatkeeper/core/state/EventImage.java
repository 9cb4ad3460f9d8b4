package io.seatkeeper.core.state;

import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Prices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A copy of one event, for snapshots.
 *
 * @param statuses status names by code
 * @param channels channel names by number, the empty name first
 * @param cells two numbers an object: its properties, and its owner (a token, or an order and a
 *     buyer number)
 * @param orders orders by number, empty for unused numbers
 * @param orderCounts people each order has booked
 * @param buyers buyers by number, empty for unused numbers
 * @param buyerCounts people each buyer has taken
 * @param blockReasons why objects are blocked
 * @param extraData the organiser's texts
 * @param areas in the venue's order
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record EventImage(
    int number,
    EventOrigin origin,
    String chart,
    int chartVersion,
    String name,
    EventSettings settings,
    EventSale sale,
    Prices prices,
    long version,
    boolean fenced,
    List<String> statuses,
    List<String> channels,
    long[] cells,
    String[] orders,
    int[] orderCounts,
    String[] buyers,
    int[] buyerCounts,
    Texts blockReasons,
    Texts extraData,
    List<AreaImage> areas) {

  /**
   * Texts of some objects.
   *
   * @param objects venue indexes, ascending
   * @param texts the text of each
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Texts(int[] objects, String[] texts) {
    static Texts of(Int2ObjectHashMap<String> all) {
      int[] objects = new int[all.size()];
      int[] count = new int[1];
      all.forEachInt((object, text) -> objects[count[0]++] = object);
      Arrays.sort(objects);
      String[] texts = new String[objects.length];
      for (int at = 0; at < texts.length; at++) {
        texts[at] = all.get(objects[at]);
      }
      return new Texts(objects, texts);
    }
  }

  static EventImage of(EventState event) {
    List<AreaImage> areas = new ArrayList<>();
    for (AreaState area : event.areas()) {
      areas.add(area.image());
    }
    return new EventImage(
        event.number(),
        event.origin(),
        event.chart().chart(),
        event.chart().version(),
        event.name(),
        event.settings(),
        event.sale(),
        event.prices(),
        event.version(),
        event.isFenced(),
        event.statuses().copy(),
        event.channels().copy(),
        event.objects().copyCells(),
        event.orders().copyNames(),
        event.orders().copyCounts(),
        event.buyers().copyNames(),
        event.buyers().copyCounts(),
        Texts.of(event.blockReasons()),
        Texts.of(event.extraData()),
        areas);
  }

  /** Gives a new event the content of this image. */
  void restoreInto(EventState event) {
    event.orders().restore(orders, orderCounts);
    event.buyers().restore(buyers, buyerCounts);
    event.statuses().restore(statuses);
    event.channels().restore(channels);
    event.objects().restore(cells);
    for (int area = 0; area < areas.size(); area++) {
      event.areas()[area].restore(areas.get(area));
    }
    for (int at = 0; at < blockReasons.objects().length; at++) {
      event.setBlockReason(blockReasons.objects()[at], blockReasons.texts()[at]);
    }
    for (int at = 0; at < extraData.objects().length; at++) {
      event.setExtraData(extraData.objects()[at], extraData.texts()[at]);
    }
    event.setSale(sale);
    event.setPrices(prices);
    event.setVersion(version, fenced);
  }
}
