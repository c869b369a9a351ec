{{/* Every helper below takes a dict: root (the chart's own scope) and component (membership, …, gateway). */}}

{{- define "tellers.services" -}}membership ballot notification voting reporting{{- end }}

{{- define "tellers.name" -}}
{{ .root.Release.Name }}-{{ .component }}
{{- end }}

{{- define "tellers.selector" -}}
app.kubernetes.io/name: {{ .component }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part | default "server" }}
{{- end }}

{{- define "tellers.labels" -}}
{{ include "tellers.selector" . }}
app.kubernetes.io/part-of: tellers
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* What belongs to no single component. */}}
{{- define "tellers.sharedLabels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: tellers
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "tellers.image" -}}
{{- $image := .root.Values.image -}}
{{- $digest := get ($image.digests | default dict) .component -}}
{{ $image.registry }}/tellers-{{ .component }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ with $digest }}@{{ . }}{{ end }}
{{- end }}
