{{/* What the five services have alike: where PostgreSQL and Kafka are, and by which secrets they are let in. */}}

{{- define "tellers.database.env" -}}
{{- $values := get .root.Values .component -}}
{{ include "tellers.variable" (dict "name" "TELLERS_POSTGRES" "value" (printf "%s:%v" $values.database.host .root.Values.postgres.port)) }}
{{ include "tellers.variable" (dict "name" "TELLERS_POSTGRES_TLS" "value" .root.Values.postgres.tls) }}
{{- if $values.database.caSecret }}
{{ include "tellers.variable" (dict "name" "TELLERS_POSTGRES_CA_FILE" "value" "/run/secrets/tellers/postgres-ca.crt") }}
{{- end }}
{{- end }}

{{- define "tellers.database.secrets" -}}
{{- $values := get .root.Values .component -}}
{{- if $values.database.caSecret }}
{{ include "tellers.secretFile" (dict "secret" $values.database.caSecret "key" "ca.crt" "file" "postgres-ca.crt") }}
{{- end }}
{{- end }}

{{- define "tellers.service.env" -}}
{{- range $name, $value := dict
    "TELLERS_BIND" "0.0.0.0"
    "TELLERS_SHUTDOWN_DELAY" "5s"
    "QUARKUS_HTTP_PORT" "8080"
    "QUARKUS_MANAGEMENT_PORT" "9000"
    "QUARKUS_FLYWAY_MIGRATE_AT_START" "false"
    "TELLERS_DB_PASSWORD_FILE" "/run/secrets/tellers/db-password"
    "TELLERS_KAFKA" $.root.Values.kafka.bootstrap
    "TELLERS_KAFKA_PROTOCOL" "SSL"
    "TELLERS_KAFKA_CA_FILE" "/run/secrets/tellers/kafka-ca.crt"
    "TELLERS_KAFKA_KEYSTORE_FILE" "/run/secrets/tellers/kafka-user.p12"
    "TELLERS_KAFKA_KEYSTORE_PASSWORD_FILE" "/run/secrets/tellers/kafka-user.password"
    "TELLERS_OIDC" $.root.Values.signIn.issuer }}
{{ include "tellers.variable" (dict "name" $name "value" $value) }}
{{- end }}
{{ include "tellers.database.env" . }}
{{- end }}

{{- define "tellers.service.secrets" -}}
{{- $values := get .root.Values .component -}}
{{ include "tellers.secretFile" (dict "secret" $values.database.secret "key" "password" "file" "db-password") }}
{{ include "tellers.secretFile" (dict "secret" .root.Values.kafka.caSecret "key" "ca.crt" "file" "kafka-ca.crt") }}
{{ include "tellers.secretFile" (dict "secret" $values.kafkaSecret "key" "user.p12" "file" "kafka-user.p12") }}
{{ include "tellers.secretFile" (dict "secret" $values.kafkaSecret "key" "user.password" "file" "kafka-user.password") }}
{{- include "tellers.database.secrets" . }}
{{- with $values.sealSecret }}
{{ include "tellers.secretFile" (dict "secret" . "key" "seal.key" "file" "seal.key") }}
{{- end }}
{{- end }}

{{- define "tellers.seal.env" -}}
{{ include "tellers.variable" (dict "name" "TELLERS_SEAL_KEY_FILE" "value" "/run/secrets/tellers/seal.key") }}
{{- end }}

{{/* The relay that takes mails from the two services that send any. */}}
{{- define "tellers.mail.env" -}}
{{- $mail := .root.Values.mail -}}
{{- range $name, $value := dict
    "TELLERS_SMTP_HOST" $mail.host
    "TELLERS_SMTP_PORT" $mail.port
    "TELLERS_SMTP_STARTTLS" $mail.startTls
    "TELLERS_MESSAGE_ID_DOMAIN" $mail.domain
    "TELLERS_VOTERS_ORIGIN" $.root.Values.origins.voters }}
{{ include "tellers.variable" (dict "name" $name "value" $value) }}
{{- end }}
{{- if $mail.user }}
{{ include "tellers.variable" (dict "name" "TELLERS_SMTP_USER" "value" $mail.user) }}
{{ include "tellers.variable" (dict "name" "TELLERS_SMTP_PASSWORD_FILE" "value" "/run/secrets/tellers/smtp-password") }}
{{- end }}
{{- end }}

{{- define "tellers.mail.secrets" -}}
{{- with .root.Values.mail }}
{{- if .user }}
{{ include "tellers.secretFile" (dict "secret" .secret "key" "password" "file" "smtp-password") }}
{{- end }}
{{- end }}
{{- end }}
