package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Prices;
import java.util.List;

/** Shows an event to readers, who get no hold of its mutators. */
final class EventReader implements EventView {
  private final EventState event;

  EventReader(EventState event) {
    this.event = event;
  }

  @Override
  public int event() {
    return event.number();
  }

  @Override
  public String key() {
    return event.key();
  }

  @Override
  public String workspace() {
    return event.origin().workspace();
  }

  @Override
  public String group() {
    return event.group();
  }

  @Override
  public String name() {
    return event.name();
  }

  @Override
  public String chart() {
    return event.chart().chart();
  }

  @Override
  public int chartVersion() {
    return event.chart().version();
  }

  @Override
  public Venue venue() {
    return event.venue();
  }

  @Override
  public EventSettings settings() {
    return event.settings();
  }

  @Override
  public EventSale sale() {
    return event.sale();
  }

  @Override
  public Prices prices() {
    return event.prices();
  }

  @Override
  public long version() {
    return event.version();
  }

  @Override
  public boolean fenced() {
    return event.isFenced();
  }

  @Override
  public long createdWallMillis() {
    return event.origin().createdWallMillis();
  }

  @Override
  public int statusCode(int object) {
    return event.objects().status(object);
  }

  @Override
  public String statusName(int statusCode) {
    return event.statuses().name(statusCode);
  }

  @Override
  public int statusCodes() {
    return event.statuses().size();
  }

  @Override
  public byte stateByte(int object) {
    return event.objects().stateByte(object);
  }

  @Override
  public boolean forSale(int object) {
    return event.objects().isForSale(object);
  }

  @Override
  public String blockReason(int object) {
    return event.blockReason(object);
  }

  @Override
  public String channel(int object) {
    return event.channels().name(event.objects().channel(object));
  }

  @Override
  public String extraData(int object) {
    return event.extraData(object);
  }

  @Override
  public long token(int object) {
    return event.tokenOf(object);
  }

  @Override
  public String order(int object) {
    return event.orderOf(object);
  }

  @Override
  public int areaHeld(int object) {
    return event.objects().isArea(object) ? event.area(object).held() : 0;
  }

  @Override
  public int areaBooked(int object) {
    return event.objects().isArea(object) ? event.area(object).booked() : 0;
  }

  @Override
  public List<AllotmentView> allotments(int object) {
    return event.objects().isArea(object)
        ? event.area(object).allotments(event.channels())
        : List.of();
  }

  @Override
  public List<AreaShareView> areaShares(int object) {
    return event.objects().isArea(object) ? event.area(object).shares(event.channels()) : List.of();
  }

  @Override
  public int peopleOf(String buyer) {
    return event.peopleOf(buyer);
  }
}
