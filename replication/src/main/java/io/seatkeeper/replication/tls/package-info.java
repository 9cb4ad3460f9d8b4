/** Mutual TLS between nodes: certificates from files, renewed while the node runs. */
@NullMarked
package io.seatkeeper.replication.tls;

import org.jspecify.annotations.NullMarked;
