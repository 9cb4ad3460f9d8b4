package io.seatkeeper.replication;

import io.seatkeeper.core.codec.OutcomeCodec;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.replication.peer.PeerReader;
import io.seatkeeper.replication.peer.PeerWriter;
import java.util.List;

/** Commands on their way to a leader, and its answers on their way back. */
final class ForwardMessage {
  private static final long REPLIED = 0;
  private static final long OVERLOADED = 1;
  private static final long UNAVAILABLE = 2;
  private static final long TOO_LARGE = 3;
  private static final long UNKNOWN = 4;

  private ForwardMessage() {}

  /** Commands for one group. */
  record Ask(String group, List<byte[]> commands) {
    byte[] toBytes() {
      return new PeerWriter().text(group).list(commands, PeerWriter::bytes).toBytes();
    }

    static Ask of(byte[] message) {
      PeerReader reader = new PeerReader(message);
      return new Ask(reader.text(), reader.list(PeerReader::bytes));
    }
  }

  static byte[] answers(List<Forwarder.Answer> answers) {
    return new PeerWriter().list(answers, ForwardMessage::write).toBytes();
  }

  private static void write(PeerWriter writer, Forwarder.Answer answer) {
    switch (answer) {
      case Forwarder.Replied(Reply reply) ->
          writer
              .number(REPLIED)
              .number(reply.index())
              .number(reply.logMillis())
              .bytes(OutcomeCodec.encode(reply.outcome()))
              .yes(reply.repeated())
              .text(reply.token().toString());
      case Forwarder.NotReplied(ShardOverloadedException why) ->
          writer.number(OVERLOADED).text(words(why)).number(why.retryAfterMillis());
      case Forwarder.NotReplied(ShardUnavailableException why) ->
          writer.number(UNAVAILABLE).text(words(why));
      case Forwarder.NotReplied(CommandTooLargeException why) ->
          writer.number(TOO_LARGE).text(words(why));
      case Forwarder.NotReplied(ShardException why) -> writer.number(UNKNOWN).text(words(why));
    }
  }

  private static String words(ShardException why) {
    return String.valueOf(why.getMessage());
  }

  static List<Forwarder.Answer> answers(byte[] message) {
    return new PeerReader(message).list(ForwardMessage::read);
  }

  private static Forwarder.Answer read(PeerReader reader) {
    long kind = reader.number();
    if (kind == REPLIED) {
      return new Forwarder.Replied(
          new Reply(
              reader.number(),
              reader.number(),
              outcome(reader.bytes()),
              reader.yes(),
              CausalToken.parse(reader.text())));
    }
    String words = reader.text();
    if (kind == OVERLOADED) {
      return new Forwarder.NotReplied(new ShardOverloadedException(words, reader.number()));
    }
    return new Forwarder.NotReplied(
        kind == UNAVAILABLE
            ? new ShardUnavailableException(words)
            : kind == TOO_LARGE
                ? new CommandTooLargeException(words)
                : new OutcomeUnknownException(words));
  }

  private static Outcome outcome(byte[] bytes) {
    return OutcomeCodec.decode(bytes, 0, bytes.length);
  }
}
