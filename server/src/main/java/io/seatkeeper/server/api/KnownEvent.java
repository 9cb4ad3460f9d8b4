package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.api.Requests.ObjectRef;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of an event does not change while it is on its shard, so that the edge may keep it. */
public record KnownEvent(
    Shard shard,
    int number,
    String key,
    String workspace,
    Mode mode,
    String group,
    String chart,
    int chartVersion,
    Venue venue) {

  /**
   * Refuses the key of somebody else.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when the event is not the workspace's
   */
  void permit(Credential credential) {
    if (credential.workspace().equals(workspace)) {
      return;
    }
    if (credential.mode() != mode) {
      throw Problem.of(
              ProblemCode.KEY_MODE_MIXED,
              "Event "
                  + key
                  + " is a "
                  + mode.name().toLowerCase(Locale.ROOT)
                  + " event. Test and live keys do not mix: use a key of its workspace.")
          .about("Authorization")
          .thrown();
    }
    throw Problem.of(
            ProblemCode.KEY_OF_ANOTHER_WORKSPACE,
            "Event " + key + " belongs to another workspace. Use a key of that workspace.")
        .about("Authorization")
        .thrown();
  }

  /**
   * The objects by their indexes.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when a label is unknown; it names all
   *     such
   */
  Selection select(List<ObjectRef> refs) {
    int[] objects = new int[refs.size()];
    int[] quantities = new int[refs.size()];
    for (int position = 0; position < objects.length; position++) {
      ObjectRef ref = refs.get(position);
      objects[position] = venue.indexOf(ref.label());
      quantities[position] = ref.count();
      if (objects[position] < 0) {
        throw unknown(refs);
      }
    }
    return Selection.withQuantities(number, objects, quantities);
  }

  /**
   * The index of an object.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when the label is unknown
   */
  int object(String label) {
    int object = venue.indexOf(label);
    if (object < 0) {
      throw Problems.objectsUnknown(List.of(label)).thrown();
    }
    return object;
  }

  private RuntimeException unknown(List<ObjectRef> refs) {
    List<String> labels = new ArrayList<>();
    for (ObjectRef ref : refs) {
      if (venue.indexOf(ref.label()) < 0) {
        labels.add(ref.label());
      }
    }
    return Problems.objectsUnknown(labels).thrown();
  }
}
