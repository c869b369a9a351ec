package org.tellers.voting;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.tellers.crypto.Sha256;

/** Answers that caches may keep: what can change is asked for again with its tag and costs nothing while it has not. */
public final class Revalidation {
    /** For what never changes again. */
    public static final String IMMUTABLE = "public, max-age=86400, immutable";

    private static final String ASK_AGAIN = "public, no-cache";

    private Revalidation() {}

    /** A tag for content that is the same as long as all of these are. */
    public static EntityTag tag(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('|');
        }
        return new EntityTag(Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The content with its tag, or 304 for who has it already. */
    public static Response answer(Request request, EntityTag tag, Supplier<?> content) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(content.get()) : unchanged;
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, ASK_AGAIN).build();
    }
}
