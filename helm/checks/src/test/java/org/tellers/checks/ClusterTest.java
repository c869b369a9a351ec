package org.tellers.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the chart stands on, in k8s/. */
class ClusterTest {

    /** Of CloudNativePG's plugin for backups and of Envoy Gateway, for which there are no packages of models. */
    private static final Set<String> UNKNOWN_TO_THE_MODELS = Set.of("ObjectStore", "EnvoyProxy");

    @Test
    void everyObjectIsOneThatItsApiKnowsToTheLastField() {
        List<JsonNode> known = objects().stream()
                .filter(object ->
                        !UNKNOWN_TO_THE_MODELS.contains(object.path("kind").asText()))
                .toList();

        assertThat(known).hasSizeGreaterThan(60);
        assertThat(Models.faults(known)).isEmpty();
    }

    @Test
    void everyPodIsRestrictedProbedBoundedAndOfOneFixedImage() {
        assertThat(objects().stream().flatMap(object -> Pods.faults(object, false).stream()))
                .isEmpty();
        assertThat(objects().stream()
                        .filter(object -> "Cluster".equals(object.path("kind").asText()))
                        .map(object -> object.path("spec").path("imageName").asText()))
                .isNotEmpty()
                .allMatch(Pods::fixed);
    }

    @Test
    void everyFileIsNamedByItsFolderAndEveryNamedOneIsThere() {
        for (Path file : Repository.files("k8s", ".*/kustomization\\.yaml")) {
            JsonNode kustomization =
                    Repository.yaml(Repository.ROOT.relativize(file).toString());
            Set<String> named = new TreeSet<>();
            kustomization.path("resources").forEach(resource -> named.add(resource.asText()));
            kustomization
                    .path("configMapGenerator")
                    .forEach(map -> map.path("files").forEach(each -> named.add(each.asText())));
            assertThat(named).allSatisfy(name -> {
                Path target = file.resolveSibling(name);
                assertThat(
                                Files.isDirectory(target)
                                        ? Files.exists(target.resolve("kustomization.yaml"))
                                        : Files.exists(target))
                        .as("%s names %s", file, name)
                        .isTrue();
            });
            Set<String> there = new TreeSet<>();
            for (var other : file.getParent().toFile().listFiles(each -> each.isFile())) {
                there.add(other.getName());
            }
            there.removeAll(Set.of("kustomization.yaml", "values.yaml"));
            assertThat(named).as("%s", file).containsAll(there);
        }
    }

    @Test
    void everyPatchOfAnOverlayMeetsAnObjectAndAFieldThatIsThere() throws Exception {
        int patches = 0;
        for (Path file : Repository.files("k8s/overlays", ".*/kustomization\\.yaml")) {
            for (JsonNode patch :
                    Repository.yaml(Repository.ROOT.relativize(file).toString()).path("patches")) {
                JsonNode target = patch.path("target");
                List<JsonNode> met = objects().stream()
                        .filter(object -> object.path("kind")
                                .asText()
                                .equals(target.path("kind").asText()))
                        .filter(object -> !target.has("name")
                                || object.path("metadata")
                                        .path("name")
                                        .asText()
                                        .matches(target.path("name").asText()))
                        .toList();
                assertThat(met).as("%s: %s", file, target).isNotEmpty();
                JsonNode operations =
                        Repository.YAML.readTree(patch.path("patch").asText());
                for (JsonNode operation : operations.isArray() ? operations : Repository.YAML.createArrayNode()) {
                    assertThat(operation.path("op").asText()).isIn("replace", "remove");
                    assertThat(met.stream()
                                    .filter(object -> "replace"
                                                    .equals(operation.path("op").asText())
                                            || !object.path("metadata")
                                                    .path("name")
                                                    .asText()
                                                    .endsWith("-restored")))
                            .allSatisfy(object -> assertThat(
                                            object.at(operation.path("path").asText())
                                                    .isMissingNode())
                                    .as("%s of %s", operation.path("path"), Models.name(object))
                                    .isFalse());
                    patches++;
                }
            }
        }
        assertThat(patches).isGreaterThan(10);
    }

    @Test
    void kustomizeBuildsEveryOverlayWhereKubectlIsThere() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
                "kubectl is not here: what its kustomize makes of the overlays is not looked at");
        for (String folder : List.of("overlays/production", "overlays/local", "restore")) {
            Process kustomize = new ProcessBuilder("kubectl", "kustomize", "k8s/" + folder)
                    .directory(Repository.ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String made = new String(kustomize.getInputStream().readAllBytes(), UTF_8);
            assertThat(kustomize.waitFor()).as(folder).isZero();
            List<JsonNode> objects = Repository.documents(made).stream()
                    .filter(object ->
                            !UNKNOWN_TO_THE_MODELS.contains(object.path("kind").asText()))
                    .toList();
            assertThat(objects).as(folder).isNotEmpty();
            assertThat(Models.faults(objects)).as(folder).isEmpty();
            assertThat(made.contains("example.org")).as(folder).isEqualTo(folder.equals("overlays/production"));
        }
    }

    @Test
    void everyDatabaseHasItsOwnClusterWithTheRolesOfTheContractsAndABackupEveryNight() {
        Set<String> backedUp = new HashSet<>();
        objects().stream()
                .filter(object -> "ScheduledBackup".equals(object.path("kind").asText()))
                .forEach(object -> backedUp.add(
                        object.path("spec").path("cluster").path("name").asText()));
        for (JsonNode database : Repository.yaml("contracts/databases.yaml").path("databases")) {
            String name = database.path("name").asText();
            String owner = database.path("owner").path("role").asText();
            String app = database.path("app").path("role").asText();
            JsonNode spec = object("Cluster", name + "-db").path("spec");
            JsonNode made = spec.path("bootstrap").path("initdb");

            assertThat(made.path("database").asText()).isEqualTo(name);
            assertThat(made.path("owner").asText()).isEqualTo(owner);
            assertThat(made.path("postInitApplicationSQL").toString())
                    .contains("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC")
                    .contains("GRANT CONNECT ON DATABASE " + name + " TO " + app)
                    .contains("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + app);
            assertThat(spec.path("managed")
                            .path("roles")
                            .valueStream()
                            .map(role -> role.path("name").asText()))
                    .containsExactly(app);
            assertThat(spec.path("plugins").findValuesAsText("barmanObjectName"))
                    .containsExactly("backups");
            assertThat(backedUp).contains(name + "-db");
        }
    }

    @Test
    void theChartsValuesNameTheSecretsAndDatabasesThatAreMadeHere() {
        JsonNode values = Repository.yaml("helm/tellers/values.yaml");
        for (String service : Repository.SERVICES) {
            JsonNode database = values.path(service).path("database");
            JsonNode spec = object("Cluster", service + "-db").path("spec");
            assertThat(database.path("host").asText()).isEqualTo(service + "-db-rw");
            assertThat(database.path("caSecret").asText()).isEqualTo(service + "-db-ca");
            assertThat(database.path("ownerSecret").asText())
                    .isEqualTo(spec.path("bootstrap")
                            .path("initdb")
                            .path("secret")
                            .path("name")
                            .asText());
            assertThat(database.path("secret").asText())
                    .isEqualTo(spec.path("managed")
                            .path("roles")
                            .path(0)
                            .path("passwordSecret")
                            .path("name")
                            .asText());
            assertThat(values.path(service).path("kafkaSecret").asText()).isEqualTo("tellers-" + service);
            object("KafkaUser", "tellers-" + service);
        }
        assertThat(values.path("kafka").path("bootstrap").asText())
                .isEqualTo(
                        object("Kafka", "tellers").path("metadata").path("name").asText() + "-kafka-bootstrap:9093");
    }

    @Test
    void theRealmIsTheDemoRealmWithoutItsPeopleAndSecrets() {
        JsonNode demo = Repository.yaml("tools/local/src/main/resources/realm-tellers.json");
        JsonNode realm = Repository.yaml("k8s/base/keycloak/realm-tellers.json");

        assertThat(realm.path("roles")).isEqualTo(demo.path("roles"));
        assertThat(realm.has("users")).isFalse();
        assertThat(realm.path("sslRequired").asText()).isEqualTo("all");
        assertThat(realm.path("clients").findValuesAsText("clientId")).containsExactly("tellers-hq");
        JsonNode door = realm.path("clients").path(0);
        assertThat(door.path("secret").asText()).isEqualTo("${TELLERS_HQ_CLIENT_SECRET}");
        assertThat(door.path("directAccessGrantsEnabled").asBoolean()).isFalse();
        assertThat(door.path("redirectUris").toString()).isEqualTo("[\"${TELLERS_HQ_ORIGIN}/session/callback\"]");
        List<JsonNode> demoDoor = new ArrayList<>();
        demo.path("clients").forEach(client -> {
            if ("tellers-hq".equals(client.path("clientId").asText())) {
                demoDoor.add(client.path("protocolMappers"));
            }
        });
        assertThat(demoDoor).containsExactly(door.path("protocolMappers"));
    }

    @Test
    void aFirstPasswordIsChangedAndASecondFactorSetUpAtTheFirstSignIn() {
        // A realm that lists any action has only those it lists; one that is missing is passed over without a word.
        JsonNode actions =
                Repository.yaml("k8s/base/keycloak/realm-tellers.json").path("requiredActions");

        assertThat(actions.valueStream()
                        .filter(action -> action.path("enabled").asBoolean())
                        .map(action -> action.path("alias").asText()))
                .containsExactlyInAnyOrder("UPDATE_PASSWORD", "CONFIGURE_TOTP");
    }

    @Test
    void whoeverEndsTlsWritesNoAccessLog() {
        JsonNode parameters =
                object("Gateway", "tellers").path("spec").path("infrastructure").path("parametersRef");
        JsonNode proxy =
                object(parameters.path("kind").asText(), parameters.path("name").asText());

        assertThat(proxy.path("spec")
                        .path("telemetry")
                        .path("accessLog")
                        .path("disable")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theSecretsThatTheDatabasesAndTheChartNameAreMadeByTheScriptOrAnOperator() {
        Set<String> made = new TreeSet<>(Repository.scripted("k8s/bin/secrets"));
        objects().stream()
                .filter(object -> "Cluster".equals(object.path("kind").asText()))
                .forEach(object -> made.add(object.path("metadata").path("name").asText() + "-ca"));
        objects().stream()
                .filter(object -> Set.of("KafkaUser", "Certificate")
                        .contains(object.path("kind").asText()))
                .forEach(object -> made.add(object.path("spec")
                        .path("secretName")
                        .asText(object.path("metadata").path("name").asText())));
        made.add("tellers-cluster-ca-cert");

        assertThat(Chart.render(Chart.EXAMPLE).stream()
                        .flatMap(object -> object.findPath("projected").findValues("secret").stream()))
                .isNotEmpty()
                .allSatisfy(
                        secret -> assertThat(made).contains(secret.path("name").asText()));
        assertThat(objects().stream()
                        .filter(object -> "Cluster".equals(object.path("kind").asText()))
                        .flatMap(object -> Stream.concat(
                                object.findValues("passwordSecret").stream(),
                                object.path("spec").path("bootstrap").findValues("secret").stream())))
                .isNotEmpty()
                .allSatisfy(
                        secret -> assertThat(made).contains(secret.path("name").asText()));
    }

    private static JsonNode object(String kind, String name) {
        return objects().stream()
                .filter(object -> kind.equals(object.path("kind").asText())
                        && name.equals(object.path("metadata").path("name").asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("k8s/ has no " + kind + " " + name));
    }

    private static List<JsonNode> objects() {
        return Repository.files("k8s", ".*\\.yaml").stream()
                .filter(file -> !Set.of("kustomization.yaml", "values.yaml")
                        .contains(file.getFileName().toString()))
                .flatMap(file ->
                        Repository.documents(
                                Repository.text(Repository.ROOT.relativize(file).toString()))
                                .stream())
                .toList();
    }
}
