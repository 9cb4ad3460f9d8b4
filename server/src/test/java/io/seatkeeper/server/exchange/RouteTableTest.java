package io.seatkeeper.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seatkeeper.server.problem.ProblemException;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finds routes by undecoded paths. */
class RouteTableTest {
  private static final Endpoint NOBODY = _ -> {};
  private static final Route LIST = Route.get("/v1/events", Access.OPEN, NOBODY);
  private static final Route READ = Route.get("/v1/events/{event}", Access.OPEN, NOBODY);
  private static final Route DELETE = Route.delete("/v1/events/{event}", Access.SECRET, NOBODY);
  private static final Route SEAT =
      Route.get("/v1/events/{event}/objects/{label}", Access.OPEN, NOBODY);
  private final RouteTable table = new RouteTable(List.of(LIST, READ, DELETE, SEAT));

  @Test
  void shouldFindEachRoute() {
    assertThat(table.match("/v1/events").routes()).containsValue(LIST);
    assertThat(table.match("/v1/events/show").routes())
        .containsEntry(HttpMethod.GET, READ)
        .containsEntry(HttpMethod.DELETE, DELETE);
    assertThat(table.match("/v1/events/show/objects/A-1").values()).containsExactly("show", "A-1");
  }

  @Test
  void shouldDecodeWhatStandsForParameters() {
    assertThat(table.match("/v1/events/a/objects/Box%2F1%20%C3%A9+").values())
        .containsExactly("a", "Box/1 é+");
  }

  @Test
  void shouldFindNothingBesideTheRoutes() {
    for (String path :
        new String[] {
          "/",
          "",
          "*",
          "/v1",
          "/v1/",
          "/v1/events/",
          "/v1/events/a/",
          "/v1/events//objects/b",
          "/v1/events/a/objects",
          "/V1/events",
          "//v1/events",
          "/v1/events/a/objects/b/c",
          "/a/b/c/d/e/f/g/h/i/j/k",
          "http://host/v1/events"
        }) {
      assertThat(table.match(path).routes()).as(path).isEmpty();
    }
    assertThat(table.match(null).routes()).isEmpty();
  }

  @Test
  void shouldRefusePathsThatCannotBeDecoded() {
    for (String segment : new String[] {"%", "%4", "%zz", "%ff", "%C3%28", "a%E2%82"}) {
      ProblemException refusal =
          catchThrowableOfType(ProblemException.class, () -> table.match("/v1/events/" + segment));

      assertThat(refusal).as(segment).isNotNull();
      assertThat(refusal.problem().code()).isEqualTo("PATH_MALFORMED");
    }
  }

  @Test
  void shouldSayWhichMethodsAPathTakes() {
    assertThat(table.match("/v1/events/show").allowed()).isEqualTo("DELETE, GET, HEAD");
  }

  @Test
  void shouldRefuseTwoRoutesForTheSame() {
    assertThatThrownBy(() -> new RouteTable(List.of(LIST, LIST)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
