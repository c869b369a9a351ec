{{/* The box has nothing beyond a service's own: no seal, no mail, no other service. */}}
{{- define "tellers.voting.env" -}}
{{ include "tellers.service.env" . }}
{{- end }}

{{- define "tellers.voting.secrets" -}}
{{ include "tellers.service.secrets" . }}
{{- end }}
