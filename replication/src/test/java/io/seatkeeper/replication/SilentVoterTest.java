package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.ratis.protocol.RaftPeer;
import org.junit.jupiter.api.Test;

final class SilentVoterTest {
  private static final long REPAIR_AFTER_MILLIS = 60_000;

  @Test
  void shouldReplaceAVoterThatIsSilentOnBothWays() {
    List<SilentVoter> others = List.of(voter("a", 10, 10), voter("b", 60_001, 60_001));

    assertThat(SilentVoter.lost(others, REPAIR_AFTER_MILLIS)).contains(peer("b"));
  }

  @Test
  void shouldKeepAVoterThatIsHeardOnOneWay() {
    List<SilentVoter> others =
        List.of(voter("a", 10, 10), voter("b", 90_000, 10), voter("c", 10, 90_000));

    assertThat(SilentVoter.lost(others, REPAIR_AFTER_MILLIS)).isEmpty();
  }

  @Test
  void shouldWaitAsLongAsItWasTold() {
    List<SilentVoter> others = List.of(voter("a", 10, 10), voter("b", 60_000, 90_000));

    assertThat(SilentVoter.lost(others, REPAIR_AFTER_MILLIS)).isEmpty();
  }

  @Test
  void shouldReplaceTheOneThatIsSilentForLongest() {
    List<SilentVoter> others =
        List.of(
            voter("a", 10, 10),
            voter("b", 10, 10),
            voter("c", 61_000, 61_000),
            voter("d", 62_000, 62_000));

    assertThat(SilentVoter.lost(others, REPAIR_AFTER_MILLIS)).contains(peer("d"));
  }

  @Test
  void shouldReplaceNobodyWhileTheLeaderHearsNoMajority() {
    List<SilentVoter> others = List.of(voter("a", 5_000, 5_000), voter("b", 90_000, 90_000));

    assertThat(SilentVoter.lost(others, REPAIR_AFTER_MILLIS)).isEmpty();
  }

  private static SilentVoter voter(String id, long heardMillis, long logMillis) {
    return new SilentVoter(peer(id), heardMillis, logMillis);
  }

  private static RaftPeer peer(String id) {
    return RaftPeer.newBuilder().setId(id).build();
  }
}
