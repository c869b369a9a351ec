package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask for metrics that the programs expose, and every alert leads to a runbook that is there. */
class AlertsTest {

    /** A meter as the code makes it: how, its name, and what stands up to the end of the statement. */
    private static final Pattern METER = Pattern.compile(
            "(\\.counter|\\.gauge|\\.timer|Gauge\\.builder|Timer\\.builder|Counter\\.builder)\\(\\s*\"(tellers[._a-z]+)\"([^;]*);");

    private static final Pattern BASE_UNIT = Pattern.compile("baseUnit\\(\"([a-z]+)\"\\)");
    private static final Pattern METRIC = Pattern.compile("\\b([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?=[{\\[])");
    private static final String RUNBOOKS = "docs/operation/";

    /** Of kube-state-metrics, node exporter and kubelet, of the backups' plugin, cert-manager and Kafka's exporter, and of every Java program. */
    private static final Set<String> OF_OTHERS = Set.of(
            "kube_deployment_spec_replicas",
            "kube_deployment_status_replicas_available",
            "kube_pod_container_status_restarts_total",
            "kube_job_failed",
            "node_timex_offset_seconds",
            "node_timex_sync_status",
            "kubelet_volume_stats_available_bytes",
            "kubelet_volume_stats_capacity_bytes",
            "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp",
            "certmanager_certificate_expiration_timestamp_seconds",
            "kafka_consumergroup_lag",
            "kafka_consumergroup_current_offset",
            "jvm_memory_used_bytes",
            "process_cpu_usage",
            "system_cpu_count");

    @Test
    void everyMetricAskedForIsExposed() {
        Set<String> exposed = exposed();
        exposed.addAll(OF_OTHERS);

        Set<String> asked = new TreeSet<>();
        alerts().forEach(alert -> asked.addAll(metrics(alert.path("expr").asText())));
        dashboard().findValuesAsText("expr").forEach(expression -> asked.addAll(metrics(expression)));

        assertThat(asked).hasSizeGreaterThan(20);
        assertThat(exposed).containsAll(asked);
    }

    @Test
    void everyMeterOfOursIsWatchedOrDrawn() {
        Set<String> watched = new TreeSet<>();
        alerts().forEach(alert -> watched.addAll(metrics(alert.path("expr").asText())));
        dashboard().findValuesAsText("expr").forEach(expression -> watched.addAll(metrics(expression)));

        assertThat(exposed().stream()
                        // How long a relay's cycle takes, and what it sent: for whoever looks for the reason of an
                        // alert.
                        .filter(metric -> !metric.matches("tellers_outbox_(cycle|poll|send)_.*"))
                        .filter(metric -> !Set.of(
                                        "tellers_outbox_sent_total",
                                        "tellers_inbox_released_total",
                                        "tellers_mail_bounces_total")
                                .contains(metric)))
                .isSubsetOf(watched);
    }

    @Test
    void everyAlertLeadsToAPlaceInARunbook() {
        assertThat(alerts()).hasSizeGreaterThan(15).allSatisfy(alert -> {
            String link = alert.path("annotations").path("runbook_url").asText();
            String place = link.substring(link.indexOf(RUNBOOKS));
            String[] parts = place.split("#");
            assertThat(Files.exists(Repository.ROOT.resolve(parts[0])))
                    .as(place)
                    .isTrue();
            if (parts.length > 1) {
                assertThat(headings(parts[0])).as(place).contains(parts[1]);
            }
        });
    }

    @Test
    void everyAlertSaysWhatIsWrongAndHowUrgentItIs() {
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.path("annotations").path("summary").asText()).endsWith(".");
            assertThat(alert.path("labels").path("severity").asText()).isIn("page", "ticket");
            assertThat(alert.path("expr").asText()).doesNotContain("NAMESPACE", "RELEASE");
        });
    }

    @Test
    void alertsOnWhatOthersMayNotHaveComeOnlyWhenTheyAreWanted() {
        String wanted =
                "monitoring: {serviceMonitor: true, alerts: true, runbooks: 'https://wiki.example.org', base: %s}\n"
                        + "network: {monitoring: [{podSelector: {}}]}";

        assertThat(Chart.rendered(wanted.formatted(true)).toString())
                .contains("TellersBackupLate", "TellersVotingDown");
        assertThat(Chart.rendered(wanted.formatted(false)).toString())
                .contains("TellersVotingDown")
                .doesNotContain("TellersBackupLate", "barman_cloud");
    }

    private static List<JsonNode> alerts() {
        return Chart.render(Chart.EVERYTHING, "PrometheusRule").stream()
                .flatMap(rules -> rules.path("spec").path("groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private static JsonNode dashboard() {
        JsonNode data = Chart.render(Chart.EVERYTHING, "ConfigMap").getFirst().path("data");
        try {
            return Repository.JSON.readTree(data.path("tellers.json").asText());
        } catch (java.io.IOException e) {
            throw new AssertionError("The dashboard is no JSON", e);
        }
    }

    private static Set<String> metrics(String expression) {
        return METRIC.matcher(expression).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** Headings of a document as the addresses of its places. */
    static Set<String> headings(String document) {
        return Repository.text(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The names of all meters in the code, as Prometheus shows them. */
    private static Set<String> exposed() {
        Set<String> names = new TreeSet<>();
        Stream.of("services", "libs", "gateway")
                .flatMap(folder -> Repository.files(folder, ".*/src/main/.*\\.java").stream())
                .map(file -> Repository.text(Repository.ROOT.relativize(file).toString()))
                .forEach(source -> {
                    Matcher meter = METER.matcher(source);
                    while (meter.find()) {
                        String name = meter.group(2).replace('.', '_');
                        if (meter.group(1).toLowerCase(Locale.ROOT).contains("counter")) {
                            names.add(name + "_total");
                        } else if (meter.group(1).toLowerCase(Locale.ROOT).contains("timer")) {
                            Stream.of("_seconds_count", "_seconds_sum", "_seconds_max")
                                    .forEach(end -> names.add(name + end));
                        } else {
                            Matcher unit = BASE_UNIT.matcher(meter.group(3));
                            names.add(unit.find() ? name + "_" + unit.group(1) : name);
                        }
                    }
                });
        return names;
    }
}
