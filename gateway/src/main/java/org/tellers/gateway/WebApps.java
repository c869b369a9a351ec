package org.tellers.gateway;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** The web apps that the two origins serve. */
@Singleton
class WebApps {

    /** A ballot by its link, and the pages without a ballot. */
    private static final Pattern VOTING =
            Pattern.compile("/|(?:/cy)?/[vb]/[0-9A-Za-z]{1,64}(?:/[a-z-]{1,32})?|(?:/cy)?/[a-z-]{1,32}|/cy/?");

    /** Any address that is not another part's: the app itself tells what it does not know. */
    private static final Pattern ADMIN =
            Pattern.compile("/|/(?!(?:api|q|session|assets)(?:/|$))[a-z-]{1,32}(?:/[0-9A-Za-z-]{1,64}){0,6}");

    /** Nothing but its own files. */
    private static final Pattern VERIFY = Pattern.compile("/");

    private final WebApp voting;
    private final WebApp admin;
    private final WebApp verify;

    @Inject
    WebApps(GatewayConfig config) {
        voting = new WebApp("voting app", config.votingApp(), "", VOTING);
        admin = new WebApp("admin app", config.adminApp(), "", ADMIN);
        verify = new WebApp("verify page", config.verifyPage(), "/verify", VERIFY);
    }

    /** What voters use, at the voters' origin. */
    WebApp voting() {
        return voting;
    }

    /** What headquarters, scrutineers and trustees use, at HQ's origin. */
    WebApp admin() {
        return admin;
    }

    /** The page that checks an archive, under {@code /verify} of the voters' origin. */
    WebApp verify() {
        return verify;
    }
}
