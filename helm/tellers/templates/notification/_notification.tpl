{{/* The credential authority: seals codes, mails them, reads what comes back. */}}
{{- define "tellers.notification.env" -}}
{{- $mail := .root.Values.mail -}}
{{ include "tellers.service.env" . }}
{{ include "tellers.seal.env" . }}
{{ include "tellers.mail.env" . }}
{{ include "tellers.variable" (dict "name" "TELLERS_NOTICE_FROM" "value" $mail.noticeFrom) }}
{{- with $mail.campaignFrom }}
{{ include "tellers.variable" (dict "name" "TELLERS_CAMPAIGN_FROM" "value" .) }}
{{- end }}
{{- with $mail.returnPath }}
{{ include "tellers.variable" (dict "name" "TELLERS_RETURN_PATH" "value" .) }}
{{- end }}
{{- if $mail.bounces.host }}
{{- range $name, $value := dict
    "TELLERS_BOUNCE_HOST" $mail.bounces.host
    "TELLERS_BOUNCE_PORT" $mail.bounces.port
    "TELLERS_BOUNCE_TLS" $mail.bounces.tls
    "TELLERS_BOUNCE_USER" $mail.bounces.user
    "TELLERS_BOUNCE_PASSWORD_FILE" "/run/secrets/tellers/bounce-password" }}
{{ include "tellers.variable" (dict "name" $name "value" $value) }}
{{- end }}
{{- end }}
{{- if $mail.webhookSecret }}
{{ include "tellers.variable" (dict "name" "TELLERS_WEBHOOK_SECRET_FILE" "value" "/run/secrets/tellers/webhook-secret") }}
{{- end }}
{{- end }}

{{- define "tellers.notification.secrets" -}}
{{- $mail := .root.Values.mail -}}
{{ include "tellers.service.secrets" . }}
{{- include "tellers.mail.secrets" . }}
{{- if $mail.bounces.host }}
{{ include "tellers.secretFile" (dict "secret" $mail.bounces.secret "key" "password" "file" "bounce-password") }}
{{- end }}
{{- with $mail.webhookSecret }}
{{ include "tellers.secretFile" (dict "secret" . "key" "secret" "file" "webhook-secret") }}
{{- end }}
{{- end }}

{{- define "tellers.notification.toBounceMailbox" -}}
- to: {{- toYaml .root.Values.network.bounceMailbox | nindent 4 }}
  ports:
    - {protocol: TCP, port: {{ .root.Values.mail.bounces.port }}}
{{- end }}
