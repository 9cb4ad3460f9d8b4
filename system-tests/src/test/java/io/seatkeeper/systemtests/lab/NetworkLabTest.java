package io.seatkeeper.systemtests.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who hears whom in the lab's network, after each kind of cut. */
@Timeout(60)
class NetworkLabTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, Process> probes = new LinkedHashMap<>();

  /** What was heard, as "listener sender-address round". */
  private final Set<String> heard = ConcurrentHashMap.newKeySet();

  private NetworkLab lab;
  private DatagramSocket client;
  private int round;

  @BeforeEach
  void start() throws IOException {
    lab = NetworkLab.open(3);
    client =
        new DatagramSocket(
            new InetSocketAddress(lab.address(NetworkLab.CLIENT), NetworkProbe.PORT));
    Thread.ofVirtual().start(this::hearAsClient);
    for (String node : lab.nodes()) {
      startProbe(node);
    }
    until("all listen", () -> heard.containsAll(lab.nodes()));
  }

  @AfterEach
  void end() {
    if (lab != null) {
      client.close();
      lab.close();
    }
  }

  @Test
  void shouldConnectAllUntilItIsCutAndAgainWhenItIsHealed() throws IOException {
    assertHeard(all());

    lab.cutBothWays("n1", "n2");
    assertHeard(except("n1>n2", "n2>n1"));
    lab.heal();
    assertHeard(all());

    lab.cutOneWay("n1", "n3");
    assertHeard(except("n1>n3"));
    lab.heal();

    lab.isolate("n2");
    assertHeard(except("n2>n1", "n1>n2", "n2>n3", "n3>n2"));
    lab.heal();

    lab.cutClient("n3");
    assertHeard(except("n3>client", "client>n3"));
    lab.cutOneWay("n1", NetworkLab.CLIENT);
    assertHeard(except("n3>client", "client>n3", "n1>client"));

    lab.heal();
    assertHeard(all());
  }

  @Test
  void shouldLeaveAConnectionWithoutAnswerWhileItIsCut() throws IOException {
    InetSocketAddress node = new InetSocketAddress(lab.address("n1"), NetworkProbe.PORT);
    lab.cutClient("n1");

    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> connect(node, 300));

    lab.heal();
    connect(node, 10_000);
  }

  @Test
  void shouldTakeEverythingDownWithWhatRunsInIt() throws IOException {
    assertThat(namespaces()).isNotEmpty();

    lab.close();

    assertThat(namespaces()).isEmpty();
    until("the probes end", () -> probes.values().stream().noneMatch(Process::isAlive));
  }

  private List<String> namespaces() throws IOException {
    Process list = new ProcessBuilder("ip", "netns", "list").start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(list.getInputStream(), UTF_8))) {
      String own = lab.prefix("n1").getLast().replaceAll("-n1$", "");
      return lines.lines().filter(line -> line.startsWith(own)).toList();
    }
  }

  private void startProbe(String node) throws IOException {
    List<String> command = new ArrayList<>(lab.prefix(node));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(NetworkProbe.class.getName());
    command.add(lab.address(node));
    places().stream().filter(to -> !to.equals(node)).map(lab::address).forEach(command::add);
    Process probe = new ProcessBuilder(command).redirectErrorStream(true).start();
    probes.put(node, probe);
    Thread.ofVirtual().start(() -> note(node, probe));
  }

  private void note(String node, Process probe) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(probe.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard.add(line.startsWith("heard ") ? node + line.substring("heard".length()) : node);
      }
    } catch (IOException _) {
      // The probe has ended.
    }
  }

  private void hearAsClient() {
    try {
      while (true) {
        heard.add(NetworkLab.CLIENT + " " + NetworkProbe.receive(client));
      }
    } catch (IOException _) {
      // Closed at the end of the test.
    }
  }

  /** Lets everybody speak to everybody, twice: what was cut off would be there by the second. */
  private void assertHeard(Set<String> pairs) throws IOException {
    int first = ++round;
    speak(first, pairs);
    speak(++round, pairs);

    assertThat(pairsOf(first)).isEqualTo(pairs);
  }

  private void speak(int number, Set<String> expected) throws IOException {
    String text = number + "";
    for (Process probe : probes.values()) {
      probe.getOutputStream().write((text + "\n").getBytes(UTF_8));
      probe.getOutputStream().flush();
    }
    NetworkProbe.send(client, lab.nodes().stream().map(lab::address).toList(), text);
    until(expected + " are heard", () -> pairsOf(number).containsAll(expected));
  }

  private Set<String> pairsOf(int number) {
    Set<String> pairs = new TreeSet<>();
    for (String from : places()) {
      for (String to : places()) {
        if (heard.contains(to + " " + lab.address(from) + " " + number)) {
          pairs.add(from + ">" + to);
        }
      }
    }
    return pairs;
  }

  private List<String> places() {
    List<String> places = new ArrayList<>(lab.nodes());
    places.add(NetworkLab.CLIENT);
    return places;
  }

  private Set<String> all() {
    return except();
  }

  private Set<String> except(String... cut) {
    Set<String> pairs = new TreeSet<>();
    for (String from : places()) {
      for (String to : places()) {
        if (!from.equals(to)) {
          pairs.add(from + ">" + to);
        }
      }
    }
    pairs.removeAll(Set.of(cut));
    return pairs;
  }

  private static void connect(InetSocketAddress address, int millis) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, millis);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void until(String what, Condition condition) throws IOException {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadlineNanos);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
