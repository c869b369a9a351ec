package org.tellers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Whether this machine can run the stack; every hindrance is one line that says what to do. */
final class Machine {
    /** The stack stays under 4 GiB; less than this free and it would swap or be killed. */
    private static final long NEEDED_MIB = 3500;

    private Machine() {}

    static List<String> hindrances(Ports ports) {
        var found = new ArrayList<String>();
        var available = availableMib(Path.of("/proc/meminfo"));
        if (available < NEEDED_MIB) {
            found.add("Too little memory: " + available + " MiB are free and Tellers needs " + NEEDED_MIB
                    + ". Close other programs, or use a machine with more memory.");
        }
        new TreeMap<>(ports.byName()).forEach((name, port) -> {
            if (!Sockets.unused(port)) {
                found.add("Port " + port + " (" + name + ") is in use. Stop the program that uses it (`ss -ltnp` shows"
                        + " which), or shift all ports, for example: TELLERS_PORT_BASE=20000 make run");
            }
        });
        return found;
    }

    /** MiB that programs may still take; as good as unlimited where the machine does not tell. */
    static long availableMib(Path meminfo) {
        try (var lines = Files.lines(meminfo)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
