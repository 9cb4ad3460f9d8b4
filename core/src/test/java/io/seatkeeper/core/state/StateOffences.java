package io.seatkeeper.core.state;

/** Views that break a rule of core.state, each in one way. */
public final class StateOffences {
  private StateOffences() {}

  /** Lets a reader change something. */
  public interface WritableView {
    void setForSale(int object, boolean forSale);
  }

  /** Hands a reader what can be changed. */
  public interface LeakyView {
    ObjectTable objects();
  }
}
