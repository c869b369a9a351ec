package org.tellers.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of the services' API is to be had at which origin. Judged on the path exactly as sent: nothing is decoded, so
 * nothing can look harmless here and mean something else behind.
 */
final class ApiRoutes {

    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final String BALLOT = "/ballots/[0-9A-Za-z]{1,64}";
    private static final String SEGMENT = "(?:[0-9A-Za-z_~=+-]|%(?![01]|2[Ee]|5[Cc])[0-9A-Fa-f]{2}|\\.(?!\\.))+";

    private static final ApiRoute BALLOT_STATE = new ApiRoute(
            "voting", READ, "/api/voting" + BALLOT + "(?:/credentials/[0-9A-Za-z]{1,128})?", false, Keeping.NOBODY);
    /** The public board: the same for everybody, so anybody on the way may keep it, asking whether it changed. */
    private static final ApiRoute BOARD = new ApiRoute(
            "voting",
            READ,
            "/api/voting" + BALLOT + "(?:/election|/charter|/trustees|/archive|/additions"
                    + "|/trackers|/trackers/(?:[0-9A-Za-z_=+-]|%2[FfBb0]|%3[Dd]){1,128})",
            false,
            Keeping.BY_ASKING);

    private static final ApiRoute BOX =
            new ApiRoute("voting", Set.of("POST"), "/api/voting" + BALLOT + "/box", false, Keeping.NOBODY);
    /** What trustees and auditors may know of a closed box, and the public may not. */
    private static final ApiRoute VOTING_CONFIDENTIAL =
            new ApiRoute("voting", READ, "/api/voting" + BALLOT + "/(?:openings|audit-pack)", true, Keeping.NOBODY);

    private static final ApiRoute TURNOUT =
            new ApiRoute("reporting", READ, "/api/reporting" + BALLOT + "/turnout", false, Keeping.A_MINUTE_ANYWHERE);
    private static final ApiRoute OUTCOME = new ApiRoute(
            "reporting", READ, "/api/reporting" + BALLOT + "/(?:result|declaration|plan)", false, Keeping.NOBODY);
    /** HQ's people see more of the report than the public does; at their origin it needs the token. */
    private static final ApiRoute PUBLIC_REPORT = new ApiRoute(
            "reporting", READ, "/api/reporting" + BALLOT + "/report(?:/signatures)?", false, Keeping.NOBODY);

    /** What everybody may know of a ballot, with the meetings for a calendar. It says when one can still join to vote. */
    private static final ApiRoute NOTICE = new ApiRoute(
            "ballot",
            READ,
            "/api/ballot/public" + BALLOT + "(?:/meetings\\.ics|/meetings/[0-9a-f-]{36}/meeting\\.ics)?",
            false,
            Keeping.BY_ASKING);

    /** Where members decline reminders; the token in the path is all that tells who. */
    private static final ApiRoute OPT_OUT = new ApiRoute(
            "notification",
            Set.of("GET", "HEAD", "POST"),
            "/api/notification/opt-outs/(?:style\\.css|[0-9A-Za-z_-]{1,400})",
            false,
            Keeping.NOBODY);

    /** Where providers tell what became of mails; their signature, in headers of its own, is what opens it. */
    private static final ApiRoute DELIVERY_REPORTS = new ApiRoute(
            "notification",
            Set.of("POST"),
            Pattern.compile("/api/notification/delivery-reports/[0-9A-Za-z_-]{1,64}"),
            false,
            Keeping.NOBODY,
            Set.of("webhook-id", "webhook-timestamp", "webhook-signature"));

    /** Where a member asks for the code once more, of one ballot or of every open one; looking there is no request. */
    private static final ApiRoute SEND_AGAIN = new ApiRoute(
            "notification", Set.of("POST"), "/api/notification(?:" + BALLOT + ")?/send-again", false, Keeping.NOBODY);
    /** How often codes were replaced, as counts. */
    private static final ApiRoute REISSUES = new ApiRoute(
            "notification", READ, "/api/notification" + BALLOT + "/replacements/totals", false, Keeping.NOBODY);

    /** Members' own contact data; the token in the body is all that tells who, so it stands in no address. */
    private static final ApiRoute SELF_SERVICE = new ApiRoute(
            "membership",
            Set.of("POST"),
            "/api/membership/self-service/(?:links|details|changes|confirmations|undoings)",
            false,
            Keeping.NOBODY);
    /** Headquarters correct how a member is reached. */
    private static final ApiRoute MEMBER_CONTACT = new ApiRoute(
            "membership",
            Set.of("PATCH"),
            "/api/membership/members/(?!\\.(?:/|$))" + SEGMENT + "/contact",
            true,
            Keeping.NOBODY);

    private static final Pattern REPORT = Pattern.compile("/api/reporting" + BALLOT + "/report");

    private static final List<ApiRoute> VOTERS = List.of(
            BALLOT_STATE,
            BOARD,
            BOX,
            TURNOUT,
            OUTCOME,
            PUBLIC_REPORT,
            NOTICE,
            OPT_OUT,
            DELIVERY_REPORTS,
            SEND_AGAIN,
            REISSUES,
            SELF_SERVICE);

    /** Everything but casting a vote: no officer's token travels with a ballot. */
    private static final List<ApiRoute> HQ = List.of(
            BALLOT_STATE,
            BOARD,
            VOTING_CONFIDENTIAL,
            TURNOUT,
            OUTCOME,
            NOTICE,
            MEMBER_CONTACT,
            hq("membership"),
            hq("ballot"),
            hq("notification"),
            hq("reporting"));

    private ApiRoutes() {}

    /** Who may keep a good answer. */
    enum Keeping {
        /** It is asked for anew each time. */
        NOBODY,
        /** Caches, which ask whether it changed before they repeat it. */
        BY_ASKING,
        /** Caches for a minute, and pages of other sites (turnout widget). */
        A_MINUTE_ANYWHERE
    }

    /**
     * A part of the API.
     *
     * @param service who answers
     * @param methods allowed methods
     * @param path allowed paths, as sent
     * @param signedIn whether only people with a token may go there
     * @param keeping who may keep an answer, and where
     * @param headers of a request that reach the service here, beside those of its origin; in small letters
     */
    record ApiRoute(
            String service, Set<String> methods, Pattern path, boolean signedIn, Keeping keeping, Set<String> headers) {

        ApiRoute(String service, Set<String> methods, String path, boolean signedIn, Keeping keeping) {
            this(service, methods, Pattern.compile(path), signedIn, keeping, Set.of());
        }

        /** Whether a request's header reaches the service here. */
        boolean passes(String header) {
            return headers.contains(header.toLowerCase(Locale.ROOT));
        }
    }

    /** The route of a request, if there is one. */
    static Optional<ApiRoute> find(Origin origin, String method, String path) {
        List<ApiRoute> routes = switch (origin) {
            case VOTERS -> VOTERS;
            case HQ -> HQ;
        };
        return routes.stream()
                .filter(route -> route.methods().contains(method)
                        && route.path().matcher(path).matches())
                .findFirst();
    }

    /** Whether a path is that of a report, which may come as a web page. */
    static boolean isReport(String path) {
        return REPORT.matcher(path).matches();
    }

    private static ApiRoute hq(String service) {
        return new ApiRoute(
                service,
                Set.of("GET", "HEAD", "POST", "PUT", "DELETE"),
                "/api/" + service + "(?:/(?!\\.(?:/|$))" + SEGMENT + "){1,8}",
                true,
                Keeping.NOBODY);
    }
}
