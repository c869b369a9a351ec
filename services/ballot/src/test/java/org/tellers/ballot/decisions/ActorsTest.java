package org.tellers.ballot.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ActorsTest {

    @Test
    void onePersonKeepsOneWordWhateverRoleTheyActIn() {
        Actors actors = new Actors(Map.of("s-1", "officer"));
        assertThat(actors.word("s-1", "officer")).isEqualTo("officer");
        assertThat(actors.word("s-1", "approver")).isEqualTo("officer");
    }

    @Test
    void twoPeopleNeverShareAWord() {
        assertThat(new Actors(Map.of()).word("s-1", "officer")).isEqualTo("officer");
        assertThat(new Actors(Map.of("s-1", "officer")).word("s-2", "officer")).isEqualTo("officer 2");
        assertThat(new Actors(Map.of("s-1", "officer", "s-2", "officer 2")).word("s-3", "officer"))
                .isEqualTo("officer 3");
        assertThat(new Actors(Map.of("s-1", "officer")).word("s-2", "approver")).isEqualTo("approver");
    }
}
