{{/* Counts, declares, and keeps a second sealed copy of every platform key on a disk of its own. */}}
{{- define "tellers.reporting.env" -}}
{{ include "tellers.service.env" . }}
{{ include "tellers.seal.env" . }}
{{ include "tellers.variable" (dict "name" "TELLERS_KEY_COPIES" "value" "/var/lib/tellers/key-copies") }}
{{ include "tellers.variable" (dict "name" "TELLERS_VOTERS_ORIGIN" "value" .root.Values.origins.voters) }}
{{- end }}

{{- define "tellers.reporting.secrets" -}}
{{ include "tellers.service.secrets" . }}
{{- end }}

{{- define "tellers.reporting.mounts" -}}
- {name: key-copies, mountPath: /var/lib/tellers/key-copies}
{{- end }}

{{- define "tellers.reporting.volumes" -}}
- name: key-copies
  persistentVolumeClaim: {claimName: {{ .root.Values.reporting.keyCopies.existingClaim | default (printf "%s-key-copies" (include "tellers.name" .)) }}}
{{- end }}
