{{/* What "restricted" of the Pod Security Standards asks for, and a read-only root beyond it. */}}
{{- define "tellers.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tellers.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* The management port tells: started (the schema is there, the keys were read), ready, alive. */}}
{{- define "tellers.probes" -}}
startupProbe:
  httpGet: {path: /q/health/started, port: management}
  periodSeconds: 2
  failureThreshold: 60
readinessProbe:
  httpGet: {path: /q/health/ready, port: management}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
livenessProbe:
  httpGet: {path: /q/health/live, port: management}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end }}

{{- define "tellers.spread" -}}
topologySpreadConstraints:
  {{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "tellers.selector" $ | nindent 8 }}
  {{- end }}
{{- end }}

{{- define "tellers.scheduling" -}}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- with .root.Values.scheduling.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.scheduling.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.scheduling.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{/* One variable, its value as text; a whole number without the exponent that Helm would give it from a million on. */}}
{{- define "tellers.variable" -}}
- name: {{ .name }}
  value: {{ kindIs "float64" .value | ternary (int64 .value) .value | toString | quote }}
{{- end }}

{{/* The component's own settings, by the names that its program reads. */}}
{{- define "tellers.settings" -}}
{{- range $name, $value := (get .root.Values .component).settings }}
{{ include "tellers.variable" (dict "name" $name "value" $value) }}
{{- end }}
{{- end }}

{{/* Key KEY of the secret SECRET as file FILE under /run/secrets/tellers. */}}
{{- define "tellers.secretFile" -}}
- secret:
    name: {{ .secret }}
    items:
      - key: {{ .key }}
        path: {{ .file }}
{{- end }}

{{/* Java's own way to trust another authority; nothing of it is secret. */}}
{{- define "tellers.trust.env" -}}
{{- with .root.Values.trust }}
{{- if .secret }}
{{ include "tellers.variable" (dict "name" "JAVA_TOOL_OPTIONS" "value" (printf "-Djavax.net.ssl.trustStore=/run/secrets/tellers/truststore.p12 -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword=%s" .password)) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "tellers.trust.secrets" -}}
{{- with .root.Values.trust.secret }}
{{ include "tellers.secretFile" (dict "secret" . "key" "truststore.p12" "file" "truststore.p12") }}
{{- end }}
{{- end }}
