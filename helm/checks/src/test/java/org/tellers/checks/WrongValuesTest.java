package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value ends in one sentence: which value, and either why it matters or what it may be. */
class WrongValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    image: {registry: ""} | image.registry is empty: name where the six images are, for example registry.example.org/union; without it nothing can be pulled.
                    image: {registry: "https://registry.example.org/union"} | image.registry is "https://registry.example.org/union": write host and path in small letters, without https:// and without a slash at the end; /tellers-voting and the tag are added to it.
                    image: {tag: Latest} | image.tag is "Latest", a name that moves: the pods of one ballot would run different programs and nobody could say which; name a release.
                    image: {tag: 1.10} | image.tag is the number 1.1: put it in quotes, else 1.10 would be read as 1.1.
                    image: {tag: "1 2"} | image.tag is "1 2": a tag has letters, digits, -, _ and . only, as in 1.2.0.
                    image: {digests: {voting: latest}} | image.digests.voting is "latest": write sha256: and its 64 digits, as the registry shows them; anything else pins nothing.
                    union: " " | union is empty: write the union's name as members call it; it stands in every charter, mail and report.
                    origins: {voters: ""} | origins.voters is empty: write the address as browsers see it, for example https://ballot.example.org; links in mails and the sign-in are made from it.
                    origins: {voters: "http://ballot.example.org"} | origins.voters is "http://ballot.example.org": it has to begin with https://, since codes and sessions pass there.
                    origins: {headquarters: "https://hq.example.org/"} | origins.headquarters is "https://hq.example.org/": leave out everything behind the host, also a slash at the end; links are made by adding to it.
                    origins: {voters: "https://Ballot.example.org"} | origins.voters is "https://Ballot.example.org": behind https:// stands the name of a host in small letters, as browsers compare it, and its port if that is not 443.
                    origins: {voters: "https://our ballot.example.org"} | origins.voters is "https://our ballot.example.org": behind https:// stands the name of a host
                    origins: {voters: "https://192.0.2.10"} | origins.voters is "https://192.0.2.10": behind https:// stands the name of a host
                    origins: {headquarters: "https://ballot.example.org:8443"} | origins.voters and origins.headquarters have the same host "ballot.example.org": take two, so that no cookie of headquarters comes near a page of voters.
                    signIn: {issuer: ""} | signIn.issuer is empty: write the OpenID provider's issuer, for example https://id.example.org/realms/tellers; without it nobody can sign in.
                    signIn: {issuer: "https://id.example.org/?realm=tellers"} | signIn.issuer is "https://id.example.org/?realm=tellers": write it as the provider's own discovery document does; every token is compared with it letter by letter.
                    signIn: {secret: ""} | signIn.secret is "": name a secret of this namespace, in small letters, digits, - and .; a pod waits until it is there.
                    mail: {host: ""} | mail.host is empty: name the union's mail relay; without it no member gets a code.
                    mail: {host: "smtp://relay.example.org"} | mail.host is "smtp://relay.example.org": write the host alone, without a scheme; its port stands in mail.port.
                    mail: {domain: ""} | mail.domain is empty: write the domain of your Message-IDs, for example ballots.example; by it failures of delivery are known again.
                    mail: {domain: notices@ballots.example.org} | mail.domain is "notices@ballots.example.org": write a domain alone, as in ballots.example; it stands behind the @ of every Message-ID.
                    mail: {noticeFrom: Ballot notices} | mail.noticeFrom is "Ballot notices": write an address, with a name before it if you like, as in Ballot notices <notices@ballots.example>; a relay refuses anything else.
                    mail: {campaignFrom: "Vote yes <notices@ballots.example.org>"} | mail.noticeFrom and mail.campaignFrom have the same address: the neutral notice and the union's campaign must have different senders (rule R17).
                    mail: {membershipFrom: "notices@ballots.example.org"} | mail.noticeFrom and mail.membershipFrom have the same address: take two, so that members can tell the mail with their code from one about their data.
                    mail: {user: tellers} | mail.user is set and mail.secret is not: name the secret whose key password holds that user's password.
                    mail: {secret: mail-relay} | mail.secret is set and mail.user is not: write the name to sign in with at the relay, or leave out both.
                    mail: {bounces: {host: imap.example.org}} | mail.bounces.host is set, so mail.bounces.user and mail.bounces.secret are needed, too: the mailbox is read with a name and the secret's key password.
                    mail: {bounces: {user: bounces}} | mail.bounces.host is empty, while mail.bounces.user or mail.bounces.secret is set: name the mailbox's server, or no failure of delivery is read.
                    mail: {returnPath: bounces@ballots.example.org} | mail.returnPath is "bounces@ballots.example.org": write an address with one * before the @ that stands for each mail's token, as in bounces+*@ballots.example; without it a failure cannot be matched to its mail.
                    kafka: {bootstrap: kafka} | kafka.bootstrap is "kafka": write host:port, several with commas between them, as in tellers-kafka-bootstrap:9093.
                    kafka: {bootstrap: "kafka:9094"} | kafka.bootstrap names "kafka:9094" and kafka.port is 9093: with closed policies only that port is open; make them the same.
                    kafka: {podLabels: {strimzi.io/cluster: null, strimzi.io/broker-role: null}} | kafka.podLabels and kafka.peers are empty: the network policy would open the way to every pod of the namespace; name the labels of its pods, or its peers when it is elsewhere.
                    voting: {database: {host: "db.example.org:5432"}} | voting.database.host is "db.example.org:5432": write the host alone, without a scheme; its port stands in postgres.port.
                    voting: {database: {caSecret: ""}} | voting.database.caSecret is "": name a secret of this namespace, in small letters, digits, - and .; a pod waits until it is there.
                    voting: {resources: {limits: {memory: 512}}} | voting.resources.limits.memory is "512": write a number with Mi or Gi, such as 512Mi; a number alone would be bytes.
                    voting: {resources: {requests: {cpu: two}}} | voting.resources.requests.cpu is "two": write cores, such as 2, 0.5 or 500m.
                    voting: {resources: {requests: {memory: 1Gi}}} | voting.resources.requests.memory is 1Gi and voting.resources.limits.memory is 384Mi: nobody may ask for more than the limit; raise the limit, too, heap is half of it.
                    voting: {settings: {TELLERS_VOTING_TURNOUT_INTERVAL: 1 minute}} | voting.settings.TELLERS_VOTING_TURNOUT_INTERVAL is "1 minute": write a duration with its unit and no blank, such as 500ms, 30s, 15m, 2h or 30d.
                    ballot: {settings: {TELLERS_RETENTION_ROLL_ENTRIES: 6 months}} | ballot.settings.TELLERS_RETENTION_ROLL_ENTRIES is "6 months": write a period from the close on, such as P90D, P6M or P1Y; what is older is erased every night.
                    notification: {settings: {TELLERS_MAIL_DOMAIN_RATES: employer.example=0}} | notification.settings.TELLERS_MAIL_DOMAIN_RATES is "employer.example=0": write domain=mails a second, such as employer.example=20,provider.example=50.
                    notification: {settings: {TELLERS_MAIL_CONFIRMATIONS_AT: "29:00"}} | notification.settings.TELLERS_MAIL_CONFIRMATIONS_AT is "29:00": write a time of day in London, such as 18:00.
                    network: {door: []} | network.door is empty: with closed policies no browser reaches the gateway; list its peers, for example [{ipBlock: {cidr: 192.0.2.10/32}}], or set network.policies to false.
                    network: {mailRelay: []} | network.mailRelay is empty: with closed policies no mail leaves; list its peers, for example [{ipBlock: {cidr: 192.0.2.10/32}}], or set network.policies to false.
                    network: {mailRelay: [{ipBlock: {cidr: relay.example.org}}]} | An ipBlock of network.mailRelay is "relay.example.org": write an address with its length, as in 192.0.2.10/32; a network policy knows no names.
                    monitoring: {serviceMonitor: true} | network.monitoring is empty while monitoring.serviceMonitor is true: with closed policies no metric can be read and every alert stays silent; list the peers of your Prometheus.
                    monitoring: {alerts: true} | monitoring.alerts is true and monitoring.serviceMonitor is not: nothing would be measured, and an alert without a measurement never fires; set both.
                    monitoring: {base: true} | monitoring.base is true and monitoring.alerts is not: it only adds alerts to them; set both.
                    {monitoring: {alerts: true, serviceMonitor: true}, network: {monitoring: [{podSelector: {}}]}} | monitoring.runbooks is "" while monitoring.alerts is true: write the https:// address where docs/operation can be read; whoever is woken follows it.
                    routes: {gateway: {name: ""}} | routes.gateway.name is empty: name the Gateway that ends TLS for both origins, or set routes.kind to ingress or none.
                    gateway: {autoscaling: {enabled: true, min: 5, max: 2}} | gateway.autoscaling.min is 5 and max is 2: min must not be larger than max.
                    notification: {keda: {enabled: true, min: 5, max: 2}} | notification.keda.min is 5 and max is 2: min must not be larger than max.
                    reporting: {replicas: 2} | reporting.replicas is 2 and reporting.keyCopies.accessMode is ReadWriteOnce: a volume for one node would keep the second replica from starting; use ReadWriteMany, or one replica.
                    """)
    void whatNoSchemaCanSayIsSaidInASentence(String changes, String sentence) {
        assertThat(Chart.refusal(changes)).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    unions: Example Union | at '': additional properties 'unions' not allowed
                    voting: {replica: 2} | at '/voting': additional properties 'replica' not allowed
                    voting: | at '': missing property 'voting'
                    signIn: {secret: null} | at '/signIn': missing property 'secret'
                    notification: {settings: {TELLERS_MAIL_RAT: 300}} | at '/notification/settings': additional properties 'TELLERS_MAIL_RAT' not allowed
                    voting: {settings: {TELLERS_MAIL_RATE: 300}} | at '/voting/settings': additional properties 'TELLERS_MAIL_RATE' not allowed
                    voting: {settings: {TELLERS_DB_PASSWORD: secret}} | at '/voting/settings': additional properties 'TELLERS_DB_PASSWORD' not allowed
                    notification: {settings: {TELLERS_MAIL_RATE: fast}} | at '/notification/settings/TELLERS_MAIL_RATE': got string, want integer
                    voting: {replicas: 0} | at '/voting/replicas': minimum: got 0, want 1
                    mail: {port: "587"} | at '/mail/port': got string, want integer
                    mail: {startTls: "yes"} | at '/mail/startTls': value must be one of 'REQUIRED', 'OPTIONAL', 'DISABLED'
                    network: {door: [{cidr: 192.0.2.10/32}]} | at '/network/door/0': additional properties 'cidr' not allowed
                    routes: {kind: route} | at '/routes/kind': value must be one of 'gateway', 'ingress', 'none'
                    postgres: {tls: "off"} | at '/postgres/tls': value must be one of
                    """)
    void whatTheSchemaKnowsIsRefusedWithItsPlace(String changes, String place) {
        assertThat(Chart.refusal(changes)).contains(place);
    }

    @Test
    void noPatternOfTheSchemaStandsBeforeASentence() {
        assertThat(Repository.text("helm/tellers/values.schema.json")).doesNotContain("\"pattern\"", "\"minLength\"");
    }

    /** A value that is struck out by null would else end in a fault of the template, or in an object without it. */
    @Test
    void nothingThatTheChartReadsMayBeMissing() {
        List<String> optional = new ArrayList<>();
        collectOptional(Repository.yaml("helm/tellers/values.schema.json"), "", optional);

        assertThat(optional)
                .isNotEmpty()
                .allMatch(path ->
                        path.equals("/global") || path.startsWith("/image/digests/") || path.contains("/settings/"));
    }

    private static void collectOptional(JsonNode schema, String path, List<String> optional) {
        Set<String> required = Set.copyOf(
                schema.path("required").valueStream().map(JsonNode::asText).toList());
        schema.path("properties").properties().forEach(property -> {
            String place = path + "/" + property.getKey();
            if (!required.contains(property.getKey())) {
                optional.add(place);
            }
            collectOptional(property.getValue(), place, optional);
        });
    }
}
