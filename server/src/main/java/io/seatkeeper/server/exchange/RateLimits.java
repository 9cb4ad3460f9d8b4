package io.seatkeeper.server.exchange;

/**
 * How often callers may ask the API; the secret key may as often as it likes.
 *
 * @param liveAddress for one address, where a live workspace is asked
 * @param testAddress for one address, where a test workspace is asked: simulated fans come from one
 * @param publicKey for all who show one public key, together
 * @param proxies whose word is taken for the address behind them
 */
public record RateLimits(
    Rate liveAddress, Rate testAddress, Rate publicKey, TrustedProxies proxies) {
  /** The defaults: thirty a second for an address on live, a hundred at once. */
  public static final RateLimits DEFAULT =
      new RateLimits(new Rate(30, 100), new Rate(0, 100), new Rate(0, 1000), TrustedProxies.NONE);
}
