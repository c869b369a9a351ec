package org.tellers.local;

import java.nio.file.Path;

/** The Java runtime the launcher runs on, which also runs the parts. */
final class JavaRuntime {
    private JavaRuntime() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    static String executable() {
        return home().resolve("bin/java").toString();
    }
}
