{{/*
What no schema can say, and what it could only say by a pattern: each fault in one sentence, what is wrong, why it matters or
what to write. The first one ends it.
*/}}

{{/* The text of a value; a number as it was written. */}}
{{- define "tellers.text" -}}
{{- if kindIs "float64" . }}{{ printf "%v" . }}{{ else }}{{ . }}{{ end }}
{{- end }}

{{/* Refuses a value that is not of a form: at (its place), value, like (a pattern), say (why, or what to write). */}}
{{- define "tellers.form" -}}
{{- $text := include "tellers.text" .value }}
{{- if not (regexMatch .like $text) }}
  {{- fail (printf "%s is %q: %s." .at $text .say) }}
{{- end }}
{{- end }}

{{- define "tellers.form.secret" -}}
{{- include "tellers.form" (merge (dict
    "like" "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"
    "say" "name a secret of this namespace, in small letters, digits, - and .; a pod waits until it is there") .) }}
{{- end }}

{{- define "tellers.form.host" -}}
{{- include "tellers.form" (merge (dict
    "like" "^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$"
    "say" (printf "write the host alone, without a scheme; its port stands in %s" .port)) .) }}
{{- end }}

{{- define "tellers.form.sender" -}}
{{- include "tellers.form" (merge (dict
    "like" "^([^<>@]+<[^<>@\\s]+@[^<>@\\s]+>|[^<>@\\s]+@[^<>@\\s]+)$"
    "say" "write an address, with a name before it if you like, as in Ballot notices <notices@ballots.example>; a relay refuses anything else") .) }}
{{- end }}

{{- define "tellers.form.memory" -}}
{{- include "tellers.form" (merge (dict
    "like" "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti)$"
    "say" "write a number with Mi or Gi, such as 512Mi; a number alone would be bytes") .) }}
{{- end }}

{{- define "tellers.form.peers" -}}
{{- $at := .at }}
{{- range .peers }}
  {{- with .ipBlock }}
    {{- range $cidr := prepend (.except | default list) .cidr }}
      {{- include "tellers.form" (dict "at" (printf "An ipBlock of %s" $at) "value" $cidr
          "like" "^[0-9a-fA-F.:]+/[0-9]{1,3}$"
          "say" "write an address with its length, as in 192.0.2.10/32; a network policy knows no names") }}
    {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Memory in MiB, to compare. */}}
{{- define "tellers.mebibytes" -}}
{{- $unit := regexFind "[KMGT]i$" . -}}
{{- divf (mulf (trimSuffix $unit . | float64) (get (dict "Ki" 1.0 "Mi" 1024.0 "Gi" 1048576.0 "Ti" 1073741824.0) $unit)) 1024.0 -}}
{{- end }}

{{- define "tellers.host" -}}
{{- (urlParse .).host | splitList ":" | first -}}
{{- end }}

{{/* The address in a From, as members compare it. */}}
{{- define "tellers.address" -}}
{{- regexReplaceAll "^.*<(.*)>$" . "${1}" | lower -}}
{{- end }}

{{- define "tellers.checks.resources" -}}
{{- $at := .at }}
{{- range $name := list "requests" "limits" }}
  {{- $resources := get $.resources $name }}
  {{- include "tellers.form.memory" (dict "at" (printf "%s.%s.memory" $at $name) "value" $resources.memory) }}
  {{- if hasKey $resources "cpu" }}
    {{- include "tellers.form" (dict "at" (printf "%s.%s.cpu" $at $name) "value" $resources.cpu
        "like" "^[0-9]+(\\.[0-9]+)?m?$"
        "say" "write cores, such as 2, 0.5 or 500m") }}
  {{- end }}
{{- end }}
{{- if gt (include "tellers.mebibytes" .resources.requests.memory | float64) (include "tellers.mebibytes" .resources.limits.memory | float64) }}
  {{- fail (printf "%s.requests.memory is %s and %s.limits.memory is %s: nobody may ask for more than the limit; raise the limit, too, heap is half of it."
      $at .resources.requests.memory $at .resources.limits.memory) }}
{{- end }}
{{- end }}

{{- define "tellers.checks.settings" -}}
{{- $component := .component }}
{{- range $name, $value := .settings }}
  {{- $at := printf "%s.settings.%s" $component $name }}
  {{- if kindIs "string" $value }}
    {{- if hasSuffix "_AT" $name }}
      {{- include "tellers.form" (dict "at" $at "value" $value "like" "^([01][0-9]|2[0-3]):[0-5][0-9]$"
          "say" "write a time of day in London, such as 18:00") }}
    {{- else if hasSuffix "_DOMAIN_RATES" $name }}
      {{- include "tellers.form" (dict "at" $at "value" $value
          "like" "^[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+=[1-9][0-9]*(, *[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+=[1-9][0-9]*)*$"
          "say" "write domain=mails a second, such as employer.example=20,provider.example=50") }}
    {{- else if hasPrefix "TELLERS_RETENTION_" $name }}
      {{- include "tellers.form" (dict "at" $at "value" $value "like" "^P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$"
          "say" "write a period from the close on, such as P90D, P6M or P1Y; what is older is erased every night") }}
    {{- else }}
      {{- include "tellers.form" (dict "at" $at "value" $value "like" "^([0-9]+(ms|s|m|h|d)|P[T0-9][0-9A-Z.]*)$"
          "say" "write a duration with its unit and no blank, such as 500ms, 30s, 15m, 2h or 30d") }}
    {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "tellers.checks" -}}
{{- $v := .Values -}}

{{- if not $v.image.registry }}
  {{- fail "image.registry is empty: name where the six images are, for example registry.example.org/union; without it nothing can be pulled." }}
{{- end }}
{{- include "tellers.form" (dict "at" "image.registry" "value" $v.image.registry
    "like" "^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(/[a-z0-9][a-z0-9._-]*)*$"
    "say" "write host and path in small letters, without https:// and without a slash at the end; /tellers-voting and the tag are added to it") }}
{{- if not (kindIs "string" $v.image.tag) }}
  {{- fail (printf "image.tag is the number %v: put it in quotes, else 1.10 would be read as 1.1." $v.image.tag) }}
{{- end }}
{{- $tag := $v.image.tag | default .Chart.AppVersion }}
{{- if has (lower $tag) (list "latest" "main" "master" "edge" "stable" "dev") }}
  {{- fail (printf "image.tag is %q, a name that moves: the pods of one ballot would run different programs and nobody could say which; name a release." $tag) }}
{{- end }}
{{- include "tellers.form" (dict "at" "image.tag" "value" $tag
    "like" "^[A-Za-z0-9_][A-Za-z0-9_.-]*$" "say" "a tag has letters, digits, -, _ and . only, as in 1.2.0") }}
{{- range $component, $digest := $v.image.digests }}
  {{- include "tellers.form" (dict "at" (printf "image.digests.%s" $component) "value" $digest
      "like" "^sha256:[0-9a-f]{64}$" "say" "write sha256: and its 64 digits, as the registry shows them; anything else pins nothing") }}
{{- end }}
{{- range $secret := $v.image.pullSecrets }}
  {{- include "tellers.form.secret" (dict "at" "An entry of image.pullSecrets" "value" $secret) }}
{{- end }}
{{- if not (trim $v.union) }}
  {{- fail "union is empty: write the union's name as members call it; it stands in every charter, mail and report." }}
{{- end }}

{{- range $name, $origin := dict "voters" $v.origins.voters "headquarters" $v.origins.headquarters }}
  {{- if not $origin }}
    {{- fail (printf "origins.%s is empty: write the address as browsers see it, for example https://%s.example.org; links in mails and the sign-in are made from it." $name (eq $name "voters" | ternary "ballot" "ballot-office")) }}
  {{- end }}
  {{- if not (hasPrefix "https://" $origin) }}
    {{- fail (printf "origins.%s is %q: it has to begin with https://, since codes and sessions pass there." $name $origin) }}
  {{- end }}
  {{- if regexMatch "[/?#]" (trimPrefix "https://" $origin) }}
    {{- fail (printf "origins.%s is %q: leave out everything behind the host, also a slash at the end; links are made by adding to it." $name $origin) }}
  {{- end }}
  {{- include "tellers.form" (dict "at" (printf "origins.%s" $name) "value" $origin
      "like" "^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)*[a-z]([a-z0-9-]*[a-z0-9])?(:[0-9]{1,5})?$"
      "say" "behind https:// stands the name of a host in small letters, as browsers compare it, and its port if that is not 443") }}
{{- end }}
{{- if eq (include "tellers.host" $v.origins.voters) (include "tellers.host" $v.origins.headquarters) }}
  {{- fail (printf "origins.voters and origins.headquarters have the same host %q: take two, so that no cookie of headquarters comes near a page of voters." (include "tellers.host" $v.origins.voters)) }}
{{- end }}

{{- if not $v.signIn.issuer }}
  {{- fail "signIn.issuer is empty: write the OpenID provider's issuer, for example https://id.example.org/realms/tellers; without it nobody can sign in." }}
{{- end }}
{{- if not (hasPrefix "https://" $v.signIn.issuer) }}
  {{- fail (printf "signIn.issuer is %q: it has to begin with https://, since the tokens of officers and trustees come from there." $v.signIn.issuer) }}
{{- end }}
{{- include "tellers.form" (dict "at" "signIn.issuer" "value" $v.signIn.issuer
    "like" "^https://[^\\s/?#@]+(/[^\\s?#]*)?$"
    "say" "write it as the provider's own discovery document does; every token is compared with it letter by letter") }}
{{- include "tellers.form.secret" (dict "at" "signIn.secret" "value" $v.signIn.secret) }}

{{- if not $v.mail.host }}
  {{- fail "mail.host is empty: name the union's mail relay; without it no member gets a code." }}
{{- end }}
{{- include "tellers.form.host" (dict "at" "mail.host" "value" $v.mail.host "port" "mail.port") }}
{{- range $name := list "domain" "noticeFrom" "membershipFrom" }}
  {{- if not (get $v.mail $name) }}
    {{- fail (printf "mail.%s is empty: %s." $name (get (dict
        "domain" "write the domain of your Message-IDs, for example ballots.example; by it failures of delivery are known again"
        "noticeFrom" "write the sender of the neutral notices, for example Ballot notices <notices@ballots.example>; members are told that codes come from nowhere else"
        "membershipFrom" "write the sender of the register's own mails, another one than of the notices, for example Membership <membership@union.example>") $name)) }}
  {{- end }}
{{- end }}
{{- include "tellers.form" (dict "at" "mail.domain" "value" $v.mail.domain
    "like" "^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$" "say" "write a domain alone, as in ballots.example; it stands behind the @ of every Message-ID") }}
{{- range $name := list "noticeFrom" "campaignFrom" "membershipFrom" "membershipReturnPath" }}
  {{- with get $v.mail $name }}
    {{- include "tellers.form.sender" (dict "at" (printf "mail.%s" $name) "value" .) }}
  {{- end }}
{{- end }}
{{- if eq (include "tellers.address" $v.mail.noticeFrom) (include "tellers.address" $v.mail.campaignFrom) }}
  {{- fail "mail.noticeFrom and mail.campaignFrom have the same address: the neutral notice and the union's campaign must have different senders (rule R17)." }}
{{- end }}
{{- if eq (include "tellers.address" $v.mail.noticeFrom) (include "tellers.address" $v.mail.membershipFrom) }}
  {{- fail "mail.noticeFrom and mail.membershipFrom have the same address: take two, so that members can tell the mail with their code from one about their data." }}
{{- end }}
{{- if and $v.mail.user (not $v.mail.secret) }}
  {{- fail "mail.user is set and mail.secret is not: name the secret whose key password holds that user's password." }}
{{- end }}
{{- if and $v.mail.secret (not $v.mail.user) }}
  {{- fail "mail.secret is set and mail.user is not: write the name to sign in with at the relay, or leave out both." }}
{{- end }}
{{- with $v.mail.bounces }}
  {{- if and .host (not (and .user .secret)) }}
    {{- fail "mail.bounces.host is set, so mail.bounces.user and mail.bounces.secret are needed, too: the mailbox is read with a name and the secret's key password." }}
  {{- end }}
  {{- if and (not .host) (or .user .secret) }}
    {{- fail "mail.bounces.host is empty, while mail.bounces.user or mail.bounces.secret is set: name the mailbox's server, or no failure of delivery is read." }}
  {{- end }}
  {{- with .host }}
    {{- include "tellers.form.host" (dict "at" "mail.bounces.host" "value" . "port" "mail.bounces.port") }}
  {{- end }}
{{- end }}
{{- with $v.mail.returnPath }}
  {{- include "tellers.form" (dict "at" "mail.returnPath" "value" .
      "like" "^[^@*<>\\s]*\\*[^@*<>\\s]*@[^@*<>\\s]+$"
      "say" "write an address with one * before the @ that stands for each mail's token, as in bounces+*@ballots.example; without it a failure cannot be matched to its mail") }}
{{- end }}

{{- $secrets := dict
    "mail.secret" $v.mail.secret
    "mail.bounces.secret" $v.mail.bounces.secret
    "mail.webhookSecret" $v.mail.webhookSecret
    "trust.secret" $v.trust.secret }}
{{- range $at, $secret := $secrets }}
  {{- if $secret }}
    {{- include "tellers.form.secret" (dict "at" $at "value" $secret) }}
  {{- end }}
{{- end }}
{{- include "tellers.form" (dict "at" "trust.password" "value" $v.trust.password
    "like" "^\\S+$" "say" "write the password of truststore.p12 without a blank; it becomes an option of Java") }}

{{- include "tellers.form" (dict "at" "kafka.bootstrap" "value" $v.kafka.bootstrap
    "like" "^[^\\s:,]+:[0-9]+(,[^\\s:,]+:[0-9]+)*$" "say" "write host:port, several with commas between them, as in tellers-kafka-bootstrap:9093") }}
{{- include "tellers.form.secret" (dict "at" "kafka.caSecret" "value" $v.kafka.caSecret) }}
{{- range $service := splitList " " (include "tellers.services" $) }}
  {{- $values := get $v $service }}
  {{- include "tellers.form.host" (dict "at" (printf "%s.database.host" $service) "value" $values.database.host "port" "postgres.port") }}
  {{- range $name := list "secret" "ownerSecret" }}
    {{- include "tellers.form.secret" (dict "at" (printf "%s.database.%s" $service $name) "value" (get $values.database $name)) }}
  {{- end }}
  {{- if or $values.database.caSecret (hasPrefix "verify" $v.postgres.tls) }}
    {{- include "tellers.form.secret" (dict "at" (printf "%s.database.caSecret" $service) "value" $values.database.caSecret) }}
  {{- end }}
  {{- include "tellers.form.secret" (dict "at" (printf "%s.kafkaSecret" $service) "value" $values.kafkaSecret) }}
  {{- if hasKey $values "sealSecret" }}
    {{- include "tellers.form.secret" (dict "at" (printf "%s.sealSecret" $service) "value" $values.sealSecret) }}
  {{- end }}
{{- end }}

{{- if $v.network.policies }}
  {{- range $name, $why := dict
      "door" "no browser reaches the gateway"
      "identityProvider" "nobody can sign in"
      "mailRelay" "no mail leaves" }}
    {{- if not (get $v.network $name) }}
      {{- fail (printf "network.%s is empty: with closed policies %s; list its peers, for example [{ipBlock: {cidr: 192.0.2.10/32}}], or set network.policies to false." $name $why) }}
    {{- end }}
  {{- end }}
  {{- if and $v.mail.bounces.host (not $v.network.bounceMailbox) }}
    {{- fail "network.bounceMailbox is empty while mail.bounces.host is set: with closed policies the mailbox cannot be read; list its peers." }}
  {{- end }}
  {{- if and $v.monitoring.serviceMonitor (not $v.network.monitoring) }}
    {{- fail "network.monitoring is empty while monitoring.serviceMonitor is true: with closed policies no metric can be read and every alert stays silent; list the peers of your Prometheus." }}
  {{- end }}
  {{- range $name := list "door" "identityProvider" "mailRelay" "bounceMailbox" "monitoring" "dns" }}
    {{- include "tellers.form.peers" (dict "at" (printf "network.%s" $name) "peers" (get $v.network $name)) }}
  {{- end }}
  {{- $pods := dict "kafka" $v.kafka }}
  {{- range $service := splitList " " (include "tellers.services" $) }}
    {{- $pods = set $pods (printf "%s.database" $service) (get $v $service).database }}
  {{- end }}
  {{- range $at, $part := $pods }}
    {{- include "tellers.form.peers" (dict "at" (printf "%s.peers" $at) "peers" $part.peers) }}
    {{- if not (or $part.podLabels $part.peers) }}
      {{- fail (printf "%s.podLabels and %s.peers are empty: the network policy would open the way to every pod of the namespace; name the labels of its pods, or its peers when it is elsewhere." $at $at) }}
    {{- end }}
  {{- end }}
  {{- range $broker := splitList "," $v.kafka.bootstrap }}
    {{- if not (hasSuffix (printf ":%v" $v.kafka.port) $broker) }}
      {{- fail (printf "kafka.bootstrap names %q and kafka.port is %v: with closed policies only that port is open; make them the same." $broker $v.kafka.port) }}
    {{- end }}
  {{- end }}
{{- end }}
{{- if and $v.monitoring.alerts (not $v.monitoring.serviceMonitor) }}
  {{- fail "monitoring.alerts is true and monitoring.serviceMonitor is not: nothing would be measured, and an alert without a measurement never fires; set both." }}
{{- end }}
{{- if and $v.monitoring.base (not $v.monitoring.alerts) }}
  {{- fail "monitoring.base is true and monitoring.alerts is not: it only adds alerts to them; set both." }}
{{- end }}
{{- if and $v.monitoring.alerts (not (hasPrefix "https://" $v.monitoring.runbooks)) }}
  {{- fail (printf "monitoring.runbooks is %q while monitoring.alerts is true: write the https:// address where docs/operation can be read; whoever is woken follows it." $v.monitoring.runbooks) }}
{{- end }}

{{- if and (eq $v.routes.kind "gateway") (not $v.routes.gateway.name) }}
  {{- fail "routes.gateway.name is empty: name the Gateway that ends TLS for both origins, or set routes.kind to ingress or none." }}
{{- end }}
{{- if eq $v.routes.kind "ingress" }}
  {{- range $origin, $secret := $v.routes.ingress.tlsSecrets }}
    {{- include "tellers.form.secret" (dict "at" (printf "routes.ingress.tlsSecrets.%s" $origin) "value" $secret) }}
  {{- end }}
{{- end }}

{{- range $component := splitList " " (printf "%s gateway" (include "tellers.services" $)) }}
  {{- $values := get $v $component }}
  {{- include "tellers.checks.resources" (dict "at" (printf "%s.resources" $component) "resources" $values.resources) }}
  {{- include "tellers.checks.settings" (dict "component" $component "settings" $values.settings) }}
{{- end }}
{{- include "tellers.checks.resources" (dict "at" "migrations.resources" "resources" $v.migrations.resources) }}
{{- include "tellers.form.memory" (dict "at" "membership.tmp" "value" $v.membership.tmp) }}
{{- include "tellers.form.memory" (dict "at" "reporting.keyCopies.size" "value" $v.reporting.keyCopies.size) }}
{{- range $name := list "voting" "gateway" }}
  {{- $scaling := (get $v $name).autoscaling }}
  {{- if and $scaling.enabled (gt (int $scaling.min) (int $scaling.max)) }}
    {{- fail (printf "%s.autoscaling.min is %v and max is %v: min must not be larger than max." $name $scaling.min $scaling.max) }}
  {{- end }}
{{- end }}
{{- with $v.notification.keda }}
  {{- if and .enabled (gt (int .min) (int .max)) }}
    {{- fail (printf "notification.keda.min is %v and max is %v: min must not be larger than max." .min .max) }}
  {{- end }}
{{- end }}
{{- if and (gt (int $v.reporting.replicas) 1) (ne $v.reporting.keyCopies.accessMode "ReadWriteMany") }}
  {{- fail (printf "reporting.replicas is %v and reporting.keyCopies.accessMode is %s: a volume for one node would keep the second replica from starting; use ReadWriteMany, or one replica." $v.reporting.replicas $v.reporting.keyCopies.accessMode) }}
{{- end }}
{{- end }}
