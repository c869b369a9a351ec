package org.tellers.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What the door itself answers, as an RFC 9457 problem document.
 *
 * @param status HTTP status
 * @param code stable name
 * @param detail what is wrong and what to do
 * @param retryAfter seconds after which trying again makes sense, or null
 * @param last whether the connection ends with the answer, because more of the request may be on its way
 */
record Refusal(
        int status, String code, String detail, @Nullable Integer retryAfter, boolean last) {

    static final Refusal NOT_HERE = new Refusal(404, "not-here", "There is nothing at this address.", null, false);

    static final Refusal SIGN_IN = new Refusal(
            401,
            "sign-in-needed",
            "Sign in: in a browser at /session/sign-in, a program with its access token as Authorization: Bearer.",
            null,
            false);

    static final Refusal SIGN_IN_UNREACHABLE = new Refusal(
            503,
            "sign-in-unreachable",
            "The place where people sign in cannot be reached, so nothing was received. Try again in a moment.",
            5,
            false);

    static final Refusal FOREIGN_WRITE = new Refusal(
            403,
            "session-header-missing",
            "A change in a browser's session comes from our own pages and carries the header Tellers-Request: 1.",
            null,
            false);

    static final Refusal BUSY = new Refusal(
            503, "busy", "Too many people are here at this moment. Nothing was received; try again shortly.", 3, true);

    static final Refusal BROKEN = new Refusal(
            500, "internal-fault", "Something is wrong at our end. Try again, or tell the help line.", null, true);

    static final Refusal UNREACHABLE = new Refusal(
            503,
            "service-unreachable",
            "A part of the system cannot be reached, so nothing was received. Try again in a moment.",
            5,
            false);

    static final Refusal NO_ANSWER = new Refusal(
            504,
            "no-answer",
            "A part of the system did not answer. What was sent may have been received: check before sending it again.",
            5,
            false);

    static final Refusal MALFORMED =
            new Refusal(400, "malformed-request", "The request is not HTTP as it should be.", null, true);

    static final Refusal NOT_BUILT = new Refusal(
            503, "app-missing", "The web app is not installed here. Build it, or name its folder.", null, false);

    static Refusal tooLarge(long limit) {
        return new Refusal(
                413, "body-too-large", "The request has more than " + limit + " bytes, the limit here.", null, true);
    }

    /** A refusal of a service that came without a word. */
    static Refusal bare(int status) {
        return new Refusal(status, "refused", "The request was refused.", null, false);
    }

    String body() {
        return new JsonObject()
                .put("type", "urn:tellers:problem:" + code)
                .put(
                        "title",
                        io.netty.handler.codec.http.HttpResponseStatus.valueOf(status)
                                .reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .encode();
    }

    void send(HttpServerResponse response) {
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        if (retryAfter != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (last) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(body());
    }
}
