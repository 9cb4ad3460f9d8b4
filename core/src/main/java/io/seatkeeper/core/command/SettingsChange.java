package io.seatkeeper.core.command;

import org.jspecify.annotations.Nullable;

/**
 * What to change of an event's rules; null leaves one as it is when the change is applied, so that
 * two callers who change different rules at once do not undo each other.
 */
public record SettingsChange(
    @Nullable Integer purchaseLimit,
    @Nullable Integer objectsPerToken,
    @Nullable Long maxHoldMillis,
    @Nullable Integer maxExtensions,
    @Nullable Long maxExtendedMillis) {
  /** Nothing. */
  public static final SettingsChange NONE = new SettingsChange(null, null, null);

  /** A change that leaves the limits of extensions as they are. */
  public SettingsChange(
      @Nullable Integer purchaseLimit,
      @Nullable Integer objectsPerToken,
      @Nullable Long maxHoldMillis) {
    this(purchaseLimit, objectsPerToken, maxHoldMillis, null, null);
  }

  /** The rules after the change. */
  public EventSettings appliedTo(EventSettings before) {
    return new EventSettings(
        purchaseLimit == null ? before.purchaseLimit() : purchaseLimit,
        objectsPerToken == null ? before.objectsPerToken() : objectsPerToken,
        maxHoldMillis == null ? before.maxHoldMillis() : maxHoldMillis,
        maxExtensions == null ? before.maxExtensions() : maxExtensions,
        maxExtendedMillis == null ? before.maxExtendedMillis() : maxExtendedMillis);
  }
}
