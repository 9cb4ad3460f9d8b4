package io.seatkeeper.replication.tls;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class logs while this is open. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private LogLines(Logger logger) {
    this.logger = logger;
  }

  static LogLines of(Class<?> logging) {
    LogLines lines = new LogLines((Logger) LoggerFactory.getLogger(logging));
    lines.start();
    lines.logger.addAppender(lines);
    return lines;
  }

  List<String> texts() {
    return texts;
  }

  @Override
  protected void append(ILoggingEvent event) {
    texts.add(event.getFormattedMessage());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
