package io.seatkeeper.systemtests.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * A process on a node that says which datagrams reach it, and sends one to everybody for each line
 * it is told; it also accepts connections.
 */
final class NetworkProbe {
  static final int PORT = 7_101;

  private NetworkProbe() {}

  /** Own address first, then the others'. */
  public static void main(String[] addresses) throws IOException {
    InetAddress own = InetAddress.getByName(addresses[0]);
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(own, PORT));
    ServerSocket listener = new ServerSocket(PORT, 50, own);
    Thread.ofPlatform().daemon().start(() -> hear(socket));
    System.out.println("listening " + listener.getLocalPort());
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String round = lines.readLine(); round != null; round = lines.readLine()) {
      send(socket, List.of(addresses).subList(1, addresses.length), round);
    }
  }

  static void send(DatagramSocket socket, List<String> addresses, String round) {
    byte[] text = round.getBytes(UTF_8);
    for (String address : addresses) {
      try {
        socket.send(new DatagramPacket(text, text.length, new InetSocketAddress(address, PORT)));
      } catch (IOException _) {
        // The network is cut on this side.
      }
    }
  }

  private static void hear(DatagramSocket socket) {
    while (!socket.isClosed()) {
      try {
        System.out.println("heard " + receive(socket));
      } catch (IOException e) {
        System.out.println("deaf " + e);
        return;
      }
    }
  }

  /** The sender's address and what it said. */
  static String receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    socket.receive(packet);
    return packet.getAddress().getHostAddress()
        + " "
        + new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }
}
