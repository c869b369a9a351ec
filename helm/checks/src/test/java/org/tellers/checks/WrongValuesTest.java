package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value ends in one sentence: which value, and either why it matters or what it may be. */
class WrongValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    image: {registry: ""} | image.registry is empty: name where the six images are, for example registry.example.org/union; without it nothing can be pulled.
                    image: {tag: latest} | image.tag is "latest", a name that moves: the pods of one ballot would run different programs and nobody could say which; name a release.
                    union: "" | union is empty: write the union's name as members call it; it stands in every charter, mail and report.
                    origins: {voters: ""} | origins.voters is empty: write the address as browsers see it, for example https://ballot.example.org; links in mails and the sign-in are made from it.
                    origins: {voters: "http://ballot.example.org"} | origins.voters is "http://ballot.example.org": it has to begin with https://, since codes and sessions pass there.
                    origins: {headquarters: "https://hq.example.org/"} | origins.headquarters is "https://hq.example.org/": leave out everything behind the host, also a slash at the end; links are made by adding to it.
                    origins: {headquarters: "https://ballot.example.org:8443"} | origins.voters and origins.headquarters have the same host "ballot.example.org": take two, so that no cookie of headquarters comes near a page of voters.
                    signIn: {issuer: ""} | signIn.issuer is empty: write the OpenID provider's issuer, for example https://id.example.org/realms/tellers; without it nobody can sign in.
                    mail: {host: ""} | mail.host is empty: name the union's mail relay; without it no member gets a code.
                    mail: {domain: ""} | mail.domain is empty: write the domain of your Message-IDs, for example ballots.example; by it failures of delivery are known again.
                    mail: {campaignFrom: "Ballot notices <notices@ballots.example.org>"} | mail.noticeFrom and mail.campaignFrom are the same: the neutral notice and the union's campaign must have different senders (rule R17).
                    mail: {user: tellers} | mail.user is set and mail.secret is not: name the secret whose key password holds that user's password.
                    mail: {bounces: {host: imap.example.org}} | mail.bounces.host is set, so mail.bounces.user and mail.bounces.secret are needed, too: the mailbox is read with a name and the secret's key password.
                    mail: {returnPath: bounces@ballots.example.org} | mail.returnPath is "bounces@ballots.example.org", without the * that stands for each mail's token, as in bounces+*@ballots.example; without it a failure cannot be matched to its mail.
                    network: {door: []} | network.door is empty: with closed policies no browser reaches the gateway; list its peers, for example [{ipBlock: {cidr: 192.0.2.10/32}}], or set network.policies to false.
                    network: {mailRelay: []} | network.mailRelay is empty: with closed policies no mail leaves; list its peers, for example [{ipBlock: {cidr: 192.0.2.10/32}}], or set network.policies to false.
                    monitoring: {serviceMonitor: true} | network.monitoring is empty while monitoring.serviceMonitor is true: with closed policies no metric can be read and every alert stays silent; list the peers of your Prometheus.
                    monitoring: {alerts: true} | monitoring.alerts is true and monitoring.serviceMonitor is not: nothing would be measured, and an alert without a measurement never fires; set both.
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
                    voting: {replica: 2} | at '/voting': additional properties 'replica' not allowed
                    notification: {settings: {TELLERS_MAIL_RAT: 300}} | at '/notification/settings': additional properties 'TELLERS_MAIL_RAT' not allowed
                    voting: {settings: {TELLERS_MAIL_RATE: 300}} | at '/voting/settings': additional properties 'TELLERS_MAIL_RATE' not allowed
                    notification: {settings: {TELLERS_MAIL_RATE: fast}} | at '/notification/settings/TELLERS_MAIL_RATE': got string, want integer
                    voting: {replicas: 0} | at '/voting/replicas': minimum: got 0, want 1
                    mail: {startTls: "yes"} | at '/mail/startTls': value must be one of 'REQUIRED', 'OPTIONAL', 'DISABLED'
                    routes: {kind: route} | at '/routes/kind': value must be one of 'gateway', 'ingress', 'none'
                    postgres: {tls: "off"} | at '/postgres/tls': value must be one of
                    image: {digests: {voting: latest}} | at '/image/digests/voting': 'latest' does not match pattern
                    """)
    void whatTheSchemaKnowsIsRefusedWithItsPlace(String changes, String place) {
        assertThat(Chart.refusal(changes)).contains(place);
    }
}
