package io.seatkeeper.core.command;

/**
 * Something an order is opened for.
 *
 * @param object the venue index
 * @param quantity people in an area; 1 for everything else
 * @param ticketType the ticket type's key; empty for the event's first, and for free events
 */
public record OrderItem(int event, int object, int quantity, String ticketType) {}
