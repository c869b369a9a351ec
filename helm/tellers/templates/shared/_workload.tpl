{{/*
A component as it runs: service account, Deployment, Service, disruption budget, autoscaler. What is special of a component
stands in its own folder: "tellers.<component>.env", ".secrets" and, where it keeps files, ".volumes" and ".mounts".
*/}}
{{- define "tellers.workload" -}}
{{- $values := get .root.Values .component -}}
{{- $name := include "tellers.name" . -}}
{{- $ports := .ports | default (dict "http" 8080) -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $name }}
  labels: {{- include "tellers.labels" . | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels: {{- include "tellers.labels" . | nindent 4 }}
spec:
  {{- if not (or (dig "autoscaling" "enabled" false $values) (dig "keda" "enabled" false $values)) }}
  replicas: {{ $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  strategy:
    {{- if .oneWriter }}
    # Its volume goes to one node at a time: the old process ends before the new one starts.
    type: Recreate
    {{- else }}
    type: RollingUpdate
    rollingUpdate: {maxUnavailable: 0, maxSurge: 1}
    {{- end }}
  selector:
    matchLabels: {{- include "tellers.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "tellers.labels" . | nindent 8 }}
    spec:
      serviceAccountName: {{ $name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 45
      securityContext: {{- include "tellers.podSecurity" . | nindent 8 }}
      {{- include "tellers.spread" . | nindent 6 }}
      {{- include "tellers.scheduling" . | nindent 6 }}
      containers:
        - name: {{ .component }}
          image: {{ include "tellers.image" . }}
          imagePullPolicy: IfNotPresent
          securityContext: {{- include "tellers.containerSecurity" . | nindent 12 }}
          env:
            {{- include (printf "tellers.%s.env" .component) . | trim | nindent 12 }}
            {{- include "tellers.trust.env" . | trim | nindent 12 }}
            {{- include "tellers.settings" . | trim | nindent 12 }}
          ports:
            {{- range $port, $number := $ports }}
            - {name: {{ $port }}, containerPort: {{ $number }}}
            {{- end }}
            - {name: management, containerPort: 9000}
          {{- include "tellers.probes" . | nindent 10 }}
          lifecycle:
            preStop:
              # Until the last proxy has heard that this pod takes no more requests.
              sleep: {seconds: 5}
          resources: {{- toYaml $values.resources | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: secrets, mountPath: /run/secrets/tellers, readOnly: true}
            {{- with .mounts }}
            {{- . | nindent 12 }}
            {{- end }}
      volumes:
        - name: tmp
          emptyDir: {sizeLimit: {{ $values.tmp | default "64Mi" }}}
        - name: secrets
          projected:
            defaultMode: 0440
            sources:
              {{- include (printf "tellers.%s.secrets" .component) . | trim | nindent 14 }}
              {{- include "tellers.trust.secrets" . | trim | nindent 14 }}
        {{- with .volumes }}
        {{- . | nindent 8 }}
        {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  labels: {{- include "tellers.labels" . | nindent 4 }}
spec:
  selector: {{- include "tellers.selector" . | nindent 4 }}
  ports:
    {{- range $port, $number := $ports }}
    - {name: {{ $port }}, port: {{ $number }}, targetPort: {{ $port }}}
    {{- end }}
    - {name: management, port: 9000, targetPort: management}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  labels: {{- include "tellers.labels" . | nindent 4 }}
spec:
  # A single replica may be moved, too: its node must not be held for the weeks that a ballot is open.
  maxUnavailable: 1
  selector:
    matchLabels: {{- include "tellers.selector" . | nindent 6 }}
{{- if dig "autoscaling" "enabled" false $values }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $name }}
  labels: {{- include "tellers.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ $name }}}
  minReplicas: {{ $values.autoscaling.min }}
  maxReplicas: {{ $values.autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ $values.autoscaling.cpuPercent }}}
  behavior:
    scaleUp:
      policies:
        - {type: Percent, value: 100, periodSeconds: 30}
    scaleDown:
      # Members come in waves, after each mail: what a wave needed stays for its end.
      stabilizationWindowSeconds: 600
{{- end }}
{{- end }}
