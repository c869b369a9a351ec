package org.tellers.voting.archive;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.crypto.archive.ArchiveWriter;
import org.tellers.service.Problem;
import org.tellers.voting.Revalidation;
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

    /**
     * The archive as it stands when it is asked for.
     *
     * @param height of the latest event
     * @param head its hash
     * @param size bytes after the header
     */
    private record Extent(int height, String head, long size, Instant opensAt) {
        long header() {
            return ArchiveWriter.headerSize(opensAt.getEpochSecond());
        }

        ByteRange whole() {
            return new ByteRange(0, header() + size - 1);
        }
    }

    @GET
    @Produces("application/x-tar")
    @Operation(
            operationId = "archive",
            summary = "Download the public archive",
            description =
                    "A Belenios archive (.bel), from Setup up to the latest event. It only ever grows: what was once"
                            + " in it stays in its place, so whoever has a part of it can ask for the rest with a Range."
                            + " The ETag is the hash of the latest event.")
    @APIResponse(responseCode = "200", description = "The archive as a tar stream")
    @APIResponse(responseCode = "206", description = "The range asked for")
    @APIResponse(responseCode = "304", description = "Nothing was added since the version of If-None-Match")
    @APIResponse(responseCode = "404", description = "ballot-not-found, or archive-not-begun before Setup is written")
    @APIResponse(responseCode = "416", description = "range-beyond-end")
    public Response archive(
            @PathParam("uuid") String uuid,
            @Parameter(description = "A single range of bytes") @HeaderParam("Range") @Nullable String range,
            @Parameter(hidden = true) @HeaderParam("If-Range") @Nullable String ifRange,
            @Context Request request) {
        Extent extent = sql.one(
                        "SELECT height, head, archive_size, opens_at FROM ballot WHERE uuid = ? AND head IS NOT NULL",
                        row -> new Extent(
                                row.getInt(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getTimestamp(4).toInstant()),
                        uuid)
                .orElseThrow(() -> Problem.notFound(
                        "archive-not-begun", "This ballot has no archive yet: it begins when the ballot is ready."));
        ByteRange whole = extent.whole();
        boolean sameVersion = ifRange == null || ifRange.equals("\"" + extent.head() + "\"");
        Optional<ByteRange> part =
                range == null || !sameVersion ? Optional.empty() : ByteRange.of(range, whole.length());
        if (part.isPresent() && !part.get().satisfiable()) {
            throw HttpProblem.builder(Problem.of(
                            Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE,
                            "range-beyond-end",
                            "The archive has " + whole.length() + " bytes so far.",
                            null))
                    .withHeader("Content-Range", "bytes */" + whole.length())
                    .build();
        }
        ByteRange sent = part.orElse(whole);
        Response answer = Revalidation.answer(
                request, new EntityTag(extent.head()), () -> (StreamingOutput) out -> write(out, uuid, extent, sent));
        if (answer.getStatus() != Response.Status.OK.getStatusCode()) {
            return answer;
        }
        Response.ResponseBuilder whatIsSent = Response.fromResponse(answer)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_LENGTH, sent.length())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + uuid + ".bel\"");
        return part.isEmpty()
                ? whatIsSent.build()
                : whatIsSent
                        .status(Response.Status.PARTIAL_CONTENT)
                        .header("Content-Range", "bytes " + sent.from() + "-" + sent.to() + "/" + whole.length())
                        .build();
    }

    /** A page of events at a time: neither a long transaction nor memory for more than a page. */
    private void write(OutputStream target, String uuid, Extent extent, ByteRange sent) throws IOException {
        OutputStream buffered = new BufferedOutputStream(target, BUFFER);
        Cutout out = new Cutout(buffered, sent);
        ArchiveWriter writer = new ArchiveWriter(out, extent.opensAt().getEpochSecond());
        Chain.Place place = chain.placeBefore(uuid, sent.from() - extent.header());
        out.moveTo(extent.header() + place.offset());
        int height = place.height();
        while (height < extent.height() && !out.done()) {
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
