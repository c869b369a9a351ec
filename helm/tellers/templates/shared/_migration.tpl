{{/*
The schema, before any new pod starts: the same image with the owner's password migrates and ends. The pods themselves run
as the app role, which cannot change a table. Migrations only expand (docs/decisions/0013), so that the release that is
still running works on the new schema.
*/}}
{{- define "tellers.migration" -}}
{{- $values := get .root.Values .component -}}
{{- $context := dict "root" .root "component" .component "part" "migration" -}}
{{- $name := printf "%s-migration" (include "tellers.name" .) -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $name }}
  labels: {{- include "tellers.labels" $context | nindent 4 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "-10"
    helm.sh/hook-delete-policy: before-hook-creation
automountServiceAccountToken: false
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ $name }}
  labels: {{- include "tellers.labels" $context | nindent 4 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "0"
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  backoffLimit: 3
  activeDeadlineSeconds: {{ .root.Values.migrations.deadlineSeconds }}
  template:
    metadata:
      labels: {{- include "tellers.labels" $context | nindent 8 }}
    spec:
      restartPolicy: Never
      serviceAccountName: {{ $name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext: {{- include "tellers.podSecurity" . | nindent 8 }}
      {{- include "tellers.scheduling" . | nindent 6 }}
      containers:
        - name: migration
          image: {{ include "tellers.image" . }}
          imagePullPolicy: IfNotPresent
          securityContext: {{- include "tellers.containerSecurity" . | nindent 12 }}
          env:
            {{- include "tellers.variable" (dict "name" "QUARKUS_INIT_AND_EXIT" "value" "true") | nindent 12 }}
            {{- include "tellers.database.env" . | trim | nindent 12 }}
            {{- include "tellers.variable" (dict "name" "TELLERS_DB_OWNER_PASSWORD_FILE" "value" "/run/secrets/tellers/db-owner-password") | nindent 12 }}
          resources: {{- toYaml .root.Values.migrations.resources | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: secrets, mountPath: /run/secrets/tellers, readOnly: true}
      volumes:
        - name: tmp
          emptyDir: {sizeLimit: 64Mi}
        - name: secrets
          projected:
            defaultMode: 0440
            sources:
              {{- include "tellers.secretFile" (dict "secret" $values.database.ownerSecret "key" "password" "file" "db-owner-password") | nindent 14 }}
              {{- include "tellers.database.secrets" . | trim | nindent 14 }}
{{- if .root.Values.network.policies }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ $name }}
  labels: {{- include "tellers.labels" $context | nindent 4 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "-10"
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  podSelector:
    matchLabels: {{- include "tellers.selector" $context | nindent 6 }}
  policyTypes: [Ingress, Egress]
  egress:
    {{- include "tellers.network.toNames" . | nindent 4 }}
    {{- include "tellers.network.toDatabase" . | nindent 4 }}
{{- end }}
{{- end }}
