{{/* The register writes to members about their own data, under a sender of its own. */}}
{{- define "tellers.membership.env" -}}
{{ include "tellers.service.env" . }}
{{ include "tellers.mail.env" . }}
{{- range $name, $value := dict
    "TELLERS_UNION" $.root.Values.union
    "TELLERS_MEMBERSHIP_FROM" $.root.Values.mail.membershipFrom
    "TELLERS_MEMBERSHIP_CONTACT" $.root.Values.mail.membershipContact }}
{{ include "tellers.variable" (dict "name" $name "value" $value) }}
{{- end }}
{{- with .root.Values.mail.membershipReturnPath }}
{{ include "tellers.variable" (dict "name" "TELLERS_MEMBERSHIP_RETURN_PATH" "value" .) }}
{{- end }}
{{- end }}

{{- define "tellers.membership.secrets" -}}
{{ include "tellers.service.secrets" . }}
{{- include "tellers.mail.secrets" . }}
{{- end }}
