package org.tellers.gateway;

import java.util.Set;

/** The two faces of the door, in browsers two origins: what is said to one is never sent to the other. */
enum Origin {
    /** Voters and the public: no account, no cookie, no token, nothing that tells who they are. */
    VOTERS(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; worker-src 'self';"
                    + " require-trusted-types-for 'script'; trusted-types tellers-worker",
            Set.of(
                    "accept",
                    "accept-encoding",
                    "content-type",
                    "content-length",
                    "if-none-match",
                    "range",
                    "if-range")),
    /** People of the union's headquarters, scrutineers and trustees, with their bearer token. */
    HQ(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                    + " worker-src 'self'; require-trusted-types-for 'script'; trusted-types tellers-worker",
            Set.of(
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "authorization",
                    "content-type",
                    "content-length",
                    "idempotency-key",
                    "if-match",
                    "if-none-match",
                    "range",
                    "if-range"));

    private final String contentSecurityPolicy;
    private final Set<String> requestHeaders;

    Origin(String contentSecurityPolicy, Set<String> requestHeaders) {
        this.contentSecurityPolicy = contentSecurityPolicy;
        this.requestHeaders = requestHeaders;
    }

    String contentSecurityPolicy() {
        return contentSecurityPolicy;
    }

    /** Whether a request's header reaches a service; whatever is not named here does not. */
    boolean passes(String header) {
        return requestHeaders.contains(header.toLowerCase(java.util.Locale.ROOT));
    }
}
