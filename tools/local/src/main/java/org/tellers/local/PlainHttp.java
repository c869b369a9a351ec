package org.tellers.local;

import java.net.http.HttpClient;

/**
 * Java's client, kept to HTTP/1.1. Asked to change to HTTP/2 on an open connection, it once took the text of an answer for
 * a frame; and the mail catcher drops connections that offer it.
 */
public final class PlainHttp {

    private PlainHttp() {}

    /** A new client, for many requests. */
    public static HttpClient client() {
        return builder().build();
    }

    /** The same, for who wants more of it. */
    public static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }
}
