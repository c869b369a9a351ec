{{/* The only door: the voters' origin on 8080, headquarters' on 8090. */}}
{{- define "tellers.gateway.env" -}}
{{- range $name, $value := dict
    "TELLERS_BIND" "0.0.0.0"
    "TELLERS_SHUTDOWN_DELAY" "5s"
    "TELLERS_VOTERS_PORT" "8080"
    "TELLERS_HQ_PORT" "8090"
    "QUARKUS_MANAGEMENT_PORT" "9000"
    "TELLERS_VOTERS_ORIGIN" $.root.Values.origins.voters
    "TELLERS_HQ_ORIGIN" $.root.Values.origins.headquarters
    "TELLERS_OIDC" $.root.Values.signIn.issuer
    "TELLERS_HQ_CLIENT_SECRET_FILE" "/run/secrets/tellers/client-secret"
    "TELLERS_SESSION_KEY_FILE" "/run/secrets/tellers/session.key" }}
{{ include "tellers.variable" (dict "name" $name "value" $value) }}
{{- end }}
{{- range $service := splitList " " (include "tellers.services" $) }}
{{ include "tellers.variable" (dict
    "name" (printf "TELLERS_%s_URL" (upper $service))
    "value" (printf "http://%s:8080" (include "tellers.name" (dict "root" $.root "component" $service)))) }}
{{- end }}
{{- end }}

{{- define "tellers.gateway.secrets" -}}
{{- $signIn := .root.Values.signIn -}}
{{ include "tellers.secretFile" (dict "secret" $signIn.secret "key" "client-secret" "file" "client-secret") }}
{{ include "tellers.secretFile" (dict "secret" $signIn.secret "key" "session.key" "file" "session.key") }}
{{- end }}
