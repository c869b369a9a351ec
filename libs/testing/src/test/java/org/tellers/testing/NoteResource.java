package org.tellers.testing;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A service as small as can be, which uses every part. */
@Path("/notes")
@ApplicationScoped
public class NoteResource {
    private final Set<String> received = ConcurrentHashMap.newKeySet();

    @Inject
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @Channel("notes-out")
    Emitter<String> notes;

    @POST
    @RolesAllowed("officer")
    @Blocking
    public void add(String word) throws SQLException {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement("INSERT INTO note VALUES (?)")) {
            insert.setString(1, word);
            insert.executeUpdate();
        }
        notes.send(word).toCompletableFuture().join();
    }

    @GET
    @RolesAllowed("auditor")
    @Blocking
    public String now() {
        return clock.instant().toString();
    }

    public boolean hasReceived(String word) {
        return received.contains(word);
    }

    @Incoming("notes-in")
    @Blocking
    void note(String word) {
        received.add(word);
    }
}
