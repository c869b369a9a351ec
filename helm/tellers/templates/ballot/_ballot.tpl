{{- define "tellers.ballot.env" -}}
{{ include "tellers.service.env" . }}
{{ include "tellers.seal.env" . }}
{{ include "tellers.variable" (dict "name" "TELLERS_UNION" "value" .root.Values.union) }}
{{- end }}

{{- define "tellers.ballot.secrets" -}}
{{ include "tellers.service.secrets" . }}
{{- end }}
