package org.tellers.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What every pod of ours has to hold to. */
final class Pods {

    private Pods() {}

    /**
     * Where an object breaks the restricted Pod Security Standard, or has no bounds, no probes or an image that moves.
     *
     * @param ours whether it is a program of ours, which besides writes to no file system and has no secret among its
     *     variables
     */
    static List<String> faults(JsonNode object, boolean ours) {
        JsonNode pod = object.path("spec").path("template").path("spec");
        List<String> faults = new ArrayList<>();
        if (pod.isMissingNode()) {
            return faults;
        }
        String name = Models.name(object);
        JsonNode security = pod.path("securityContext");
        expect(faults, name, security.path("runAsNonRoot").asBoolean(), "runs as root");
        expect(
                faults,
                name,
                "RuntimeDefault"
                        .equals(security.path("seccompProfile").path("type").asText()),
                "has no seccomp profile");
        expect(
                faults,
                name,
                !pod.path("automountServiceAccountToken").asBoolean(true),
                "gets a token of the service account");
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            expect(faults, name, !pod.path(shared).asBoolean(), "shares " + shared);
        }
        for (JsonNode volume : pod.path("volumes")) {
            expect(faults, name, !volume.has("hostPath"), "mounts a folder of the node");
        }
        List<JsonNode> containers = new ArrayList<>();
        pod.path("containers").forEach(containers::add);
        pod.path("initContainers").forEach(containers::add);
        boolean runsOn = !"Job".equals(object.path("kind").asText());
        for (JsonNode container : containers) {
            faults.addAll(faultsOf(
                    name + ", container " + container.path("name").asText(),
                    container,
                    runsOn && pod.path("containers").toString().contains(container.toString()),
                    ours));
        }
        return faults;
    }

    private static List<String> faultsOf(String name, JsonNode container, boolean probed, boolean ours) {
        List<String> faults = new ArrayList<>();
        JsonNode security = container.path("securityContext");
        expect(faults, name, !security.path("allowPrivilegeEscalation").asBoolean(true), "may escalate its privileges");
        expect(faults, name, !security.path("privileged").asBoolean(), "is privileged");
        expect(
                faults,
                name,
                "[\"ALL\"]".equals(security.path("capabilities").path("drop").toString())
                        && !security.path("capabilities").has("add"),
                "keeps capabilities");
        JsonNode resources = container.path("resources");
        expect(faults, name, resources.path("requests").has("cpu"), "asks for no processor");
        expect(faults, name, resources.path("requests").has("memory"), "asks for no memory");
        expect(faults, name, resources.path("limits").has("memory"), "has no limit of memory");
        if (probed) {
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                expect(faults, name, container.has(probe), "has no " + probe);
            }
        }
        expect(faults, name, fixed(container.path("image").asText()), "has an image whose name moves");
        if (ours) {
            expect(faults, name, security.path("readOnlyRootFilesystem").asBoolean(), "writes to its root file system");
            for (JsonNode variable : container.path("env")) {
                expect(
                        faults,
                        name,
                        !variable.has("valueFrom")
                                || !variable.path("valueFrom").has("secretKeyRef"),
                        "has a secret in its environment: "
                                + variable.path("name").asText());
            }
        }
        return faults;
    }

    /** Whether an image's name stands for one image: a version in its tag, or a digest. */
    static boolean fixed(String image) {
        if (image.contains("@sha256:")) {
            return true;
        }
        int tag = image.lastIndexOf(':');
        return tag > image.lastIndexOf('/') && image.substring(tag + 1).matches("v?[0-9]+\\.[0-9]+.*");
    }

    private static void expect(List<String> faults, String name, boolean good, String otherwise) {
        if (!good) {
            faults.add(name + " " + otherwise);
        }
    }
}
