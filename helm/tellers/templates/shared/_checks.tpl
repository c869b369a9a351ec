{{/* What no schema can say: each fault in one sentence, what is wrong, why it matters, what to write. The first one ends it. */}}

{{- define "tellers.host" -}}
{{- (urlParse .).host | splitList ":" | first -}}
{{- end }}

{{- define "tellers.checks" -}}
{{- $v := .Values -}}

{{- if not $v.image.registry }}
  {{- fail "image.registry is empty: name where the six images are, for example registry.example.org/union; without it nothing can be pulled." }}
{{- end }}
{{- $tag := $v.image.tag | default .Chart.AppVersion }}
{{- if has $tag (list "latest" "main" "master" "edge" "stable" "dev") }}
  {{- fail (printf "image.tag is %q, a name that moves: the pods of one ballot would run different programs and nobody could say which; name a release." $tag) }}
{{- end }}
{{- if not $v.union }}
  {{- fail "union is empty: write the union's name as members call it; it stands in every charter, mail and report." }}
{{- end }}

{{- range $name, $origin := dict "voters" $v.origins.voters "headquarters" $v.origins.headquarters }}
  {{- if not $origin }}
    {{- fail (printf "origins.%s is empty: write the address as browsers see it, for example https://%s.example.org; links in mails and the sign-in are made from it." $name (eq $name "voters" | ternary "ballot" "ballot-office")) }}
  {{- end }}
  {{- $url := urlParse $origin }}
  {{- if ne $url.scheme "https" }}
    {{- fail (printf "origins.%s is %q: it has to begin with https://, since codes and sessions pass there." $name $origin) }}
  {{- end }}
  {{- if or (not (has $url.path (list ""))) $url.query $url.fragment }}
    {{- fail (printf "origins.%s is %q: leave out everything behind the host, also a slash at the end; links are made by adding to it." $name $origin) }}
  {{- end }}
{{- end }}
{{- if eq (include "tellers.host" $v.origins.voters) (include "tellers.host" $v.origins.headquarters) }}
  {{- fail (printf "origins.voters and origins.headquarters have the same host %q: take two, so that no cookie of headquarters comes near a page of voters." (include "tellers.host" $v.origins.voters)) }}
{{- end }}

{{- if not $v.signIn.issuer }}
  {{- fail "signIn.issuer is empty: write the OpenID provider's issuer, for example https://id.example.org/realms/tellers; without it nobody can sign in." }}
{{- end }}
{{- if ne (urlParse $v.signIn.issuer).scheme "https" }}
  {{- fail (printf "signIn.issuer is %q: it has to begin with https://, since the tokens of officers and trustees come from there." $v.signIn.issuer) }}
{{- end }}

{{- if not $v.mail.host }}
  {{- fail "mail.host is empty: name the union's mail relay; without it no member gets a code." }}
{{- end }}
{{- range $name := list "domain" "noticeFrom" "membershipFrom" }}
  {{- if not (get $v.mail $name) }}
    {{- fail (printf "mail.%s is empty: %s." $name (get (dict
        "domain" "write the domain of your Message-IDs, for example ballots.example; by it failures of delivery are known again"
        "noticeFrom" "write the sender of the neutral notices, for example Ballot notices <notices@ballots.example>; members are told that codes come from nowhere else"
        "membershipFrom" "write the sender of the register's own mails, another one than of the notices, for example Membership <membership@union.example>") $name)) }}
  {{- end }}
{{- end }}
{{- if eq $v.mail.noticeFrom $v.mail.campaignFrom }}
  {{- fail "mail.noticeFrom and mail.campaignFrom are the same: the neutral notice and the union's campaign must have different senders (rule R17)." }}
{{- end }}
{{- if and $v.mail.user (not $v.mail.secret) }}
  {{- fail "mail.user is set and mail.secret is not: name the secret whose key password holds that user's password." }}
{{- end }}
{{- if and $v.mail.bounces.host (not (and $v.mail.bounces.user $v.mail.bounces.secret)) }}
  {{- fail "mail.bounces.host is set, so mail.bounces.user and mail.bounces.secret are needed, too: the mailbox is read with a name and the secret's key password." }}
{{- end }}
{{- if and $v.mail.returnPath (not (contains "*" $v.mail.returnPath)) }}
  {{- fail (printf "mail.returnPath is %q, without the * that stands for each mail's token, as in bounces+*@ballots.example; without it a failure cannot be matched to its mail." $v.mail.returnPath) }}
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
{{- end }}
{{- if and $v.monitoring.alerts (not $v.monitoring.serviceMonitor) }}
  {{- fail "monitoring.alerts is true and monitoring.serviceMonitor is not: nothing would be measured, and an alert without a measurement never fires; set both." }}
{{- end }}
{{- if and $v.monitoring.alerts (not (hasPrefix "https://" $v.monitoring.runbooks)) }}
  {{- fail (printf "monitoring.runbooks is %q while monitoring.alerts is true: write the https:// address where docs/operation can be read; whoever is woken follows it." $v.monitoring.runbooks) }}
{{- end }}

{{- if and (eq $v.routes.kind "gateway") (not $v.routes.gateway.name) }}
  {{- fail "routes.gateway.name is empty: name the Gateway that ends TLS for both origins, or set routes.kind to ingress or none." }}
{{- end }}

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
