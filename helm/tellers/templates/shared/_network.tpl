{{/* Single allowed connections; each component's folder says which it has. The table is in docs/architecture.md. */}}

{{- define "tellers.network.toNames" -}}
- to: {{- toYaml .root.Values.network.dns | nindent 4 }}
  ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end }}

{{/* Pods of this namespace by their labels, or peers that are elsewhere. */}}
{{- define "tellers.network.toPart" -}}
- to:
    {{- if .peers }}
    {{- toYaml .peers | nindent 4 }}
    {{- else }}
    - podSelector:
        matchLabels: {{- toYaml .podLabels | nindent 10 }}
    {{- end }}
{{- end }}

{{- define "tellers.network.toDatabase" -}}
{{ include "tellers.network.toPart" (get .root.Values .component).database }}
  ports:
    - {protocol: TCP, port: {{ .root.Values.postgres.port }}}
{{- end }}

{{- define "tellers.network.toKafka" -}}
{{ include "tellers.network.toPart" .root.Values.kafka }}
  ports:
    - {protocol: TCP, port: {{ .root.Values.kafka.port }}}
{{- end }}

{{- define "tellers.network.toIdentityProvider" -}}
- to: {{- toYaml .root.Values.network.identityProvider | nindent 4 }}
  ports:
    - {protocol: TCP, port: {{ .root.Values.network.identityProviderPort }}}
{{- end }}

{{- define "tellers.network.toMailRelay" -}}
- to: {{- toYaml .root.Values.network.mailRelay | nindent 4 }}
  ports:
    - {protocol: TCP, port: {{ .root.Values.mail.port }}}
{{- end }}

{{- define "tellers.network.toService" -}}
- to:
    - podSelector:
        matchLabels: {{- include "tellers.selector" (dict "root" .root "component" .service) | nindent 10 }}
  ports:
    - {protocol: TCP, port: 8080}
{{- end }}

{{- define "tellers.network.fromMonitoring" -}}
{{- with .root.Values.network.monitoring }}
- from: {{- toYaml . | nindent 4 }}
  ports:
    - {protocol: TCP, port: 9000}
{{- end }}
{{- end }}

{{/* A service: asked by the gateway, asks its database, Kafka and the identity provider; "more" adds to that. */}}
{{- define "tellers.network.service" -}}
{{- if .root.Values.network.policies -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "tellers.name" . }}
  labels: {{- include "tellers.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "tellers.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels: {{- include "tellers.selector" (dict "root" .root "component" "gateway") | nindent 14 }}
      ports:
        - {protocol: TCP, port: 8080}
    {{- include "tellers.network.fromMonitoring" . | trim | nindent 4 }}
  egress:
    {{- include "tellers.network.toNames" . | nindent 4 }}
    {{- include "tellers.network.toDatabase" . | nindent 4 }}
    {{- include "tellers.network.toKafka" . | nindent 4 }}
    {{- include "tellers.network.toIdentityProvider" . | nindent 4 }}
    {{- with .more }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end }}
{{- end }}
