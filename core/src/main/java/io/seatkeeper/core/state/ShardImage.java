package io.seatkeeper.core.state;

import java.util.List;

/**
 * A copy of a shard's whole state that later changes do not touch: what a snapshot is written from
 * and restored from.
 *
 * <p>Tables are copied as arrays; what never changes (venues, texts, outcomes) is shared. The parts
 * are exactly what the state hash covers; everything else is worked out anew.
 *
 * @param firstEvent the first number the shard gives to events
 * @param lastEvent the last one
 * @param nextEvent the number the next event will get
 * @param stateHash what the restored state must hash to
 * @param workspaces by name
 * @param charts by workspace, key and version
 * @param placements by group
 * @param events by number
 * @param orders by group and reference
 * @param groups by name
 * @param groupUploads by group
 */
public record ShardImage(
    long index,
    long position,
    long logMillis,
    long wallMillis,
    int behaviourVersion,
    int requestCapacity,
    long requestWindowMillis,
    int firstEvent,
    int lastEvent,
    int nextEvent,
    long stateHash,
    List<WorkspaceView> workspaces,
    List<ChartImage> charts,
    List<UploadImage> uploads,
    List<PlacementImage> placements,
    List<EventImage> events,
    List<OrderView> orders,
    List<GroupImage> groups,
    List<GroupUploadImage> groupUploads,
    TokensImage tokens,
    RequestsImage requests) {}
