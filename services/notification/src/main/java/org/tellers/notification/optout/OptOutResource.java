package org.tellers.notification.optout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.service.Problem;

/**
 * Where a member declines reminders of a ballot, or campaign messages. Looking changes nothing, and neither does a form
 * sent untouched: mail scanners do both. A mail program's one click does (RFC 8058), and so does a choice.
 */
@Path(OptOutLinks.PATH)
@RunOnVirtualThread
@PermitAll
@Tag(name = "Opt-outs")
class OptOutResource {

    private static final String ONE_CLICK = "One-Click";

    private final OptOutLinks links;
    private final OptOutPages pages;
    private final EntityManager database;

    OptOutResource(OptOutLinks links, OptOutPages pages, EntityManager database) {
        this.links = links;
        this.pages = pages;
        this.database = database;
    }

    @GET
    @Path("/style.css")
    @Produces("text/css")
    @Operation(summary = "How the page looks")
    @APIResponse(responseCode = "200", description = "A style sheet")
    public String style() {
        return pages.style();
    }

    @GET
    @Path("/{token}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The page on which a member chooses", description = "Looking at it changes nothing.")
    @APIResponse(responseCode = "200", description = "The page")
    @APIResponse(responseCode = "404", description = "link-not-valid")
    public String look(@PathParam("token") String token) {
        OptOutLinks.OptOut asked = read(token);
        return pages.choice(asked.kind(), asked.language(), false);
    }

    @POST
    @Path("/{token}")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Produces(MediaType.TEXT_HTML)
    @Transactional
    @Operation(
            summary = "Decline further mails, or have them again",
            description = "A mail program sends List-Unsubscribe=One-Click (RFC 8058), the page sends choice=stop or"
                    + " choice=keep. Without either nothing changes. Reminders are declined for one ballot, campaign"
                    + " messages for all; the right to vote is not touched.")
    @APIResponse(responseCode = "200", description = "A page that says what is so now")
    @APIResponse(responseCode = "400", description = "Nothing was chosen; the page again")
    @APIResponse(responseCode = "404", description = "link-not-valid")
    public Response choose(
            @PathParam("token") String token,
            @RestForm("List-Unsubscribe") String oneClick,
            @RestForm("choice") String choice) {
        OptOutLinks.OptOut asked = read(token);
        MailKind kind = asked.kind();
        Language language = asked.language();
        if (ONE_CLICK.equals(oneClick) || "stop".equals(choice)) {
            database.createNativeQuery("""
                            insert into opt_out (member_id, kind, ballot) values (:member, :kind, :ballot)
                            on conflict do nothing""")
                    .setParameter("member", asked.member())
                    .setParameter("kind", kind.code())
                    .setParameter("ballot", asked.ballot())
                    .executeUpdate();
            return Response.ok(pages.done(kind, language, true)).build();
        }
        if ("keep".equals(choice)) {
            database.createNativeQuery(
                            "delete from opt_out where member_id = :member and kind = :kind and ballot = :ballot")
                    .setParameter("member", asked.member())
                    .setParameter("kind", kind.code())
                    .setParameter("ballot", asked.ballot())
                    .executeUpdate();
            return Response.ok(pages.done(kind, language, false)).build();
        }
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(pages.choice(kind, language, true))
                .build();
    }

    private OptOutLinks.OptOut read(String token) {
        Optional<OptOutLinks.OptOut> asked = links.read(token);
        return asked.orElseThrow(() -> Problem.notFound(
                "link-not-valid", "This link is not one of ours, or not whole; copy it from the mail again."));
    }
}
