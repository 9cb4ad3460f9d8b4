package io.seatkeeper.core.state;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Who has how many people of one area, either by tokens or by orders. */
final class AreaShares {
  private final StateHash hash;
  private final long salt;
  private final int object;
  private final OwnerHash ownerHash;
  private final Long2ObjectHashMap<List<Share>> byOwner = new Long2ObjectHashMap<>();

  AreaShares(StateHash hash, long salt, int object, OwnerHash ownerHash) {
    this.hash = hash;
    this.salt = salt;
    this.object = object;
    this.ownerHash = ownerHash;
  }

  /** The hash of an owner's name. */
  interface OwnerHash {
    long of(long owner, int buyer);
  }

  /** People of one owner in one allotment; the buyer is 0 for holds. */
  static final class Share {
    final int channel;
    final int buyer;
    private int quantity;

    Share(int channel, int buyer) {
      this.channel = channel;
      this.buyer = buyer;
    }

    int quantity() {
      return quantity;
    }
  }

  /** Sees all owners, in no particular order. */
  interface Visitor {
    void visit(long owner, List<Share> shares);
  }

  /** People of one owner. */
  int quantity(long owner) {
    int quantity = 0;
    for (Share share : of(owner)) {
      quantity += share.quantity;
    }
    return quantity;
  }

  /** The shares of one owner, in no particular order. */
  List<Share> of(long owner) {
    List<Share> shares = byOwner.get(owner);
    return shares == null ? List.of() : shares;
  }

  void forEach(Visitor visitor) {
    byOwner.forEachLong(visitor::visit);
  }

  void add(long owner, int channel, int buyer, int quantity) {
    List<Share> shares = byOwner.computeIfAbsent(owner, key -> new ArrayList<>(1));
    Share share = find(shares, channel, buyer);
    if (share == null) {
      share = new Share(channel, buyer);
      shares.add(share);
    }
    set(owner, share, share.quantity + quantity);
  }

  void remove(long owner, Share share, int quantity) {
    set(owner, share, share.quantity - quantity);
    if (share.quantity == 0) {
      List<Share> shares = byOwner.get(owner);
      shares.remove(share);
      if (shares.isEmpty()) {
        byOwner.remove(owner);
      }
    }
  }

  /** The sum of all terms, from the content. */
  long terms() {
    long[] sum = new long[1];
    forEach(
        (owner, shares) -> {
          for (Share share : shares) {
            sum[0] += term(owner, share);
          }
        });
    return sum[0];
  }

  AreaImage.Shares image() {
    int[] size = new int[1];
    forEach((owner, shares) -> size[0] += shares.size());
    AreaImage.Shares image = AreaImage.Shares.ofSize(size[0]);
    int[] at = new int[1];
    forEach(
        (owner, shares) -> {
          for (Share share : shares) {
            image.set(at[0]++, owner, share.channel, share.buyer, share.quantity);
          }
        });
    return image;
  }

  void restore(AreaImage.Shares image) {
    for (int at = 0; at < image.size(); at++) {
      add(image.owners()[at], image.channels()[at], image.buyers()[at], image.quantities()[at]);
    }
  }

  private void set(long owner, Share share, int quantity) {
    long before = term(owner, share);
    share.quantity = quantity;
    hash.replace(before, term(owner, share));
  }

  private static @Nullable Share find(List<Share> shares, int channel, int buyer) {
    for (Share share : shares) {
      if (share.channel == channel && share.buyer == buyer) {
        return share;
      }
    }
    return null;
  }

  private long term(long owner, Share share) {
    long owned = ownerHash.of(owner, share.buyer);
    return StateTerms.share(salt, object, share.channel, owned, share.quantity);
  }
}
