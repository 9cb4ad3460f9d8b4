package io.seatkeeper.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping in a YAML file whose every key must be taken by its reader.
 *
 * <p>Each fault is a {@link CommandException} of one line with the file and the line in it.
 */
final class YamlSection {
  private final Path file;
  private final String name;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  private YamlSection(Path file, String name, @Nullable Node node) {
    this.file = file;
    this.name = name;
    if (node == null || node.getTag().equals(Tag.NULL)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      String what = name.isEmpty() ? "the file" : "'" + name + "'";
      throw fault(node, what + " must hold 'key: value' lines");
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw fault(entry.getKeyNode(), "keys must be plain words");
      }
      if (entries.putIfAbsent(key.getValue(), entry) != null) {
        throw fault(key, "'" + qualified(key.getValue()) + "' is set twice. Keep one");
      }
    }
  }

  /** The section of a file with nothing in it. */
  static YamlSection empty() {
    return new YamlSection(Path.of(""), "", null);
  }

  /**
   * Reads a file.
   *
   * @throws CommandException when it cannot be read or is no YAML mapping
   */
  static YamlSection read(Path file) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      Optional<Node> root = new Compose(settings).composeString(Files.readString(file));
      return new YamlSection(file, "", root.orElse(null));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new CommandException(
          ExitCode.USAGE, file + ", line " + line + ": not YAML: " + e.getProblem() + ".", e);
    } catch (YamlEngineException | IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "The configuration file " + file + " cannot be read: " + e, e);
    }
  }

  /** A subsection; an empty one where there is none. */
  YamlSection section(String key) {
    return new YamlSection(file, qualified(key), value(key));
  }

  /** A text, or {@code otherwise}. */
  String text(String key, String otherwise) {
    ScalarNode scalar = scalar(key);
    if (scalar == null) {
      return otherwise;
    }
    if (!scalar.getTag().equals(Tag.STR)) {
      throw fault(scalar, "'" + qualified(key) + "' must be a text. Put it in quotes");
    }
    return scalar.getValue();
  }

  /** A path, or {@code otherwise}; a relative one counts from the working directory. */
  @Nullable Path path(String key, @Nullable Path otherwise) {
    String text = text(key, "");
    return text.isEmpty() ? otherwise : Path.of(text);
  }

  /** One of some words, or {@code otherwise}. */
  String word(String key, String otherwise, String... words) {
    String text = text(key, otherwise);
    for (String word : words) {
      if (word.equals(text)) {
        return text;
      }
    }
    throw fault(value(key), "'" + qualified(key) + "' must be one of: " + String.join(", ", words));
  }

  /** A text that matches a regular expression as a whole, or {@code otherwise}. */
  String matching(String key, String otherwise, String pattern) {
    String text = text(key, otherwise);
    if (!text.matches(pattern)) {
      throw fault(value(key), "'" + qualified(key) + "' must match " + pattern);
    }
    return text;
  }

  /** A whole number within bounds, or {@code otherwise}. */
  long number(String key, long otherwise, long least, long most) {
    ScalarNode scalar = scalar(key);
    if (scalar == null) {
      return otherwise;
    }
    String bounds = " from " + least + " to " + most;
    String sentence = "'" + qualified(key) + "' must be a whole number" + bounds;
    if (!scalar.getTag().equals(Tag.INT)) {
      throw fault(scalar, sentence);
    }
    long number;
    try {
      number = Long.parseLong(scalar.getValue().replace("_", ""));
    } catch (NumberFormatException _) {
      throw fault(scalar, sentence);
    }
    if (number < least || number > most) {
      throw fault(scalar, sentence);
    }
    return number;
  }

  /** {@link #number} for values that fit an int. */
  int number(String key, int otherwise, int least, int most) {
    return (int) number(key, (long) otherwise, least, most);
  }

  /** Yes or no, or {@code otherwise}. */
  boolean yes(String key, boolean otherwise) {
    ScalarNode scalar = scalar(key);
    if (scalar == null) {
      return otherwise;
    }
    if (!scalar.getTag().equals(Tag.BOOL)) {
      throw fault(scalar, "'" + qualified(key) + "' must be true or false");
    }
    return Boolean.parseBoolean(scalar.getValue());
  }

  /** A list of texts; empty where there is none. */
  List<String> texts(String key) {
    Node value = value(key);
    if (value == null || value.getTag().equals(Tag.NULL)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (!(item instanceof ScalarNode scalar)) {
          throw fault(item, "'" + qualified(key) + "' must be a list of texts");
        }
        texts.add(scalar.getValue());
      }
      return texts;
    }
    throw fault(value, "'" + qualified(key) + "' must be a list of texts");
  }

  /** Whether anything is set here. */
  boolean isThere() {
    return !entries.isEmpty();
  }

  /** A fault at a key's value. */
  CommandException wrong(String key, String sentence) {
    return fault(value(key), "'" + qualified(key) + "' " + sentence);
  }

  /** Ends the reading: a key that nobody took is a fault. */
  void end() {
    for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw fault(
            entry.getValue().getKeyNode(),
            "there is no setting '" + qualified(entry.getKey()) + "'. Known here: " + known());
      }
    }
  }

  private String known() {
    return String.join(", ", known);
  }

  private @Nullable Node value(String key) {
    known.add(key);
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }

  private @Nullable ScalarNode scalar(String key) {
    Node value = value(key);
    if (value == null || value.getTag().equals(Tag.NULL)) {
      return null;
    }
    if (value instanceof ScalarNode scalar) {
      return scalar;
    }
    throw fault(value, "'" + qualified(key) + "' must be a single value");
  }

  private String qualified(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  private CommandException fault(@Nullable Node node, String sentence) {
    int line =
        Optional.ofNullable(node).flatMap(Node::getStartMark).map(Mark::getLine).orElse(0) + 1;
    return new CommandException(ExitCode.USAGE, file + ", line " + line + ": " + sentence + ".");
  }
}
