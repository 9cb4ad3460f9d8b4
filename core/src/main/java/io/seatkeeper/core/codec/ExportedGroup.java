package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.codec.wire.ChartReferenceMessage;
import io.seatkeeper.core.codec.wire.EventPartMessage;
import io.seatkeeper.core.codec.wire.GroupExportMessage;
import io.seatkeeper.core.codec.wire.RequestsPartMessage;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.EventImage;
import io.seatkeeper.core.state.GroupContent;
import io.seatkeeper.core.state.RequestsImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * An exported placement group out of its bytes: a format byte, a {@code GroupExportMessage}, and a
 * CRC32C of all that in four bytes, the highest first.
 */
public final class ExportedGroup {
  private static final int FORMAT = 1;
  private static final int CHECK_BYTES = 4;

  private final GroupExportMessage message;

  private ExportedGroup(GroupExportMessage message) {
    this.message = message;
  }

  /**
   * A chart that events of the group are pinned to.
   *
   * @param venueHash the hash of its drawing, as {@link VenueCodec#hash} gives it
   */
  public record ChartReference(String workspace, String chart, int version, long venueHash) {
    static ChartReference of(ChartView chart) {
      return new ChartReference(
          chart.workspace(), chart.chart(), chart.version(), VenueCodec.hash(chart.venue()));
    }
  }

  /** The bytes of a group. */
  static byte[] write(GroupContent content) {
    GroupExportMessage.Builder message =
        GroupExportMessage.newBuilder().setGroup(content.group()).setEpoch(content.epoch());
    Map<VersionedChart, Venue> venues = new LinkedHashMap<>();
    for (ChartView chart : content.charts()) {
      venues.put(VersionedChart.of(chart), chart.venue());
      ChartReference reference = ChartReference.of(chart);
      message.addCharts(
          ChartReferenceMessage.newBuilder()
              .setWorkspace(reference.workspace())
              .setChart(reference.chart())
              .setVersion(reference.version())
              .setVenueHash(reference.venueHash()));
    }
    for (EventImage event : content.events()) {
      Venue venue = venues.get(VersionedChart.of(event));
      if (venue == null) {
        throw new IllegalArgumentException("event " + event.number() + " has no chart");
      }
      message.addEvents(EventPart.write(event, venue));
    }
    content.parked().forEach(token -> message.addParked(GroupParts.write(token)));
    content.ended().forEach(token -> message.addEnded(GroupParts.write(token)));
    content.orders().forEach(order -> message.addOrders(OrderWire.write(order)));
    message.setWallMillis(content.wallMillis());
    RequestsImage requests = content.requests();
    for (int from = 0; from < requests.size(); from += SnapshotWriter.PART_ENTRIES) {
      int to = Math.min(from + SnapshotWriter.PART_ENTRIES, requests.size());
      message.addRequests(RequestColumns.write(requests, from, to));
    }
    byte[] checked = Wire.write(FORMAT, message.build());
    byte[] bytes = Arrays.copyOf(checked, checked.length + CHECK_BYTES);
    ByteBuffer.wrap(bytes).putInt(checked.length, check(bytes));
    return bytes;
  }

  /**
   * The group that bytes hold.
   *
   * @throws UnknownFormatException when a newer build wrote them
   * @throws UnreadableException when they are damaged or no group
   */
  public static ExportedGroup read(byte[] bytes) {
    if (bytes.length <= CHECK_BYTES) {
      throw new UnreadableException("a group of " + bytes.length + " bytes is cut short");
    }
    int length = bytes.length - CHECK_BYTES;
    if (ByteBuffer.wrap(bytes).getInt(length) != check(bytes)) {
      throw new UnreadableException("a group is damaged: its check sum does not fit");
    }
    return new ExportedGroup(
        known(Wire.read("a group", FORMAT, GroupExportMessage.parser(), bytes, 0, length)));
  }

  public String group() {
    return message.getGroup();
  }

  /** The epoch of the move it was exported for. */
  public long epoch() {
    return message.getEpoch();
  }

  /** The charts that must be there before the group can become active. */
  public List<ChartReference> charts() {
    List<ChartReference> charts = new ArrayList<>();
    for (ChartReferenceMessage chart : message.getChartsList()) {
      known(chart);
      charts.add(
          new ChartReference(
              chart.getWorkspace(), chart.getChart(), chart.getVersion(), chart.getVenueHash()));
    }
    return charts;
  }

  /**
   * Everything in the group.
   *
   * @param charts those of {@link #charts}
   * @throws UnreadableException when it does not fit together
   */
  public GroupContent content(List<ChartView> charts) {
    Map<VersionedChart, Venue> venues = new LinkedHashMap<>();
    charts.forEach(chart -> venues.put(VersionedChart.of(chart), chart.venue()));
    List<EventImage> events = new ArrayList<>();
    for (EventPartMessage event : message.getEventsList()) {
      known(event);
      Venue venue =
          venues.get(
              new VersionedChart(event.getWorkspace(), event.getChart(), event.getChartVersion()));
      if (venue == null) {
        throw new UnreadableException("event " + event.getKey() + " of the group has no chart");
      }
      events.add(EventPart.read(event, venue));
    }
    RequestColumns requests = new RequestColumns();
    for (RequestsPartMessage part : message.getRequestsList()) {
      requests.add(known(part));
    }
    return new GroupContent(
        message.getGroup(),
        message.getEpoch(),
        charts,
        events,
        GroupParts.read(message.getParkedList()),
        GroupParts.read(message.getEndedList()),
        OrderWire.read(message.getOrdersList()),
        message.getWallMillis(),
        requests.image());
  }

  private static int check(byte[] bytes) {
    CRC32C check = new CRC32C();
    check.update(bytes, 0, bytes.length - CHECK_BYTES);
    return (int) check.getValue();
  }
}
