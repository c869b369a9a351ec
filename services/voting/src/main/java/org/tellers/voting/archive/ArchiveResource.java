package org.tellers.voting.archive;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.crypto.archive.ArchiveWriter;
import org.tellers.service.Problem;
import org.tellers.voting.Sql;

/** Hands the public archive to anyone, as it stands when asked. */
@Path("/api/voting/ballots/{uuid}/archive")
@Tag(name = "Archive")
@RunOnVirtualThread
class ArchiveResource {
    private static final int BUFFER = 1 << 16;

    private final Sql sql;
    private final Chain chain;

    ArchiveResource(Sql sql, Chain chain) {
        this.sql = sql;
        this.chain = chain;
    }

    private record Extent(int height, String head, Instant opensAt) {}

    @GET
    @Produces("application/x-tar")
    @Operation(
            operationId = "archive",
            summary = "Download the public archive",
            description =
                    "A Belenios archive (.bel), from Setup up to the latest event. It only ever grows: what was once"
                            + " in it stays in its place. The ETag is the hash of the latest event.")
    @APIResponse(responseCode = "200", description = "The archive as a tar stream")
    @APIResponse(responseCode = "404", description = "ballot-not-found, or archive-not-begun before Setup is written")
    public Response archive(@PathParam("uuid") String uuid) {
        Extent extent = sql.one(
                        "SELECT height, head, opens_at FROM ballot WHERE uuid = ? AND head IS NOT NULL",
                        row -> new Extent(
                                row.getInt(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()),
                        uuid)
                .orElseThrow(() -> Problem.notFound(
                        "archive-not-begun", "This ballot has no archive yet: it begins when the ballot is ready."));
        StreamingOutput stream = out -> write(out, uuid, extent);
        return Response.ok(stream)
                .header("Content-Disposition", "attachment; filename=\"" + uuid + ".bel\"")
                .header("ETag", "\"" + extent.head() + "\"")
                .header("Cache-Control", "no-cache")
                .build();
    }

    /** A page of events at a time: neither a long transaction nor memory for more than a page. */
    private void write(OutputStream target, String uuid, Extent extent) throws IOException {
        OutputStream out = new BufferedOutputStream(target, BUFFER);
        ArchiveWriter writer = new ArchiveWriter(out, extent.opensAt().getEpochSecond());
        int height = -1;
        while (height < extent.height()) {
            List<Chain.Stored> page = chain.after(uuid, height, extent.height());
            for (Chain.Stored event : page) {
                for (byte[] data : event.data()) {
                    writer.data(data);
                }
                writer.event(event.content());
            }
            height = page.getLast().height();
        }
        out.flush();
    }
}
