package org.tellers.e2e;

import java.net.http.HttpClient;

/**
 * Java's client, kept to HTTP/1.1. Asked to change to HTTP/2 on an open connection, it once took the text of an answer for
 * a frame.
 */
final class PlainHttp {

    private PlainHttp() {}

    /** A new client, for many requests. */
    static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
