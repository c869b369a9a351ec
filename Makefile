# Tellers on one machine. `make` alone lists the targets. Needs a JDK 25, Maven 3.8.7 or newer and Node 20.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

BIN := tools/local/bin
# Looked up only where a target uses it.
MVN = JAVA_HOME="$$($(BIN)/find-jdk)" mvn -B -ntp
LAUNCHER = "$$($(BIN)/find-jdk)/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dslf4j.internal.verbosity=ERROR \
	-cp "tools/local/target/classes:tools/local/target/libs/*" org.tellers.local.Launcher

E2E = "$$($(BIN)/find-jdk)/bin/java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
	--sun-misc-unsafe-memory-access=allow -Dslf4j.internal.verbosity=ERROR -cp "e2e/target/classes:e2e/target/libs/*"

BENCH = "$$($(BIN)/find-jdk)/bin/java" -cp tools/verify/target/verify.jar

# Images: how they are called, and the Java runtime they stand on; BASE=local makes one where no registry is reachable.
REGISTRY ?= localhost
TAG ?= $(shell git describe --always --dirty --abbrev=12)
BASE ?= docker.io/library/eclipse-temurin:25.0.3_9-jre-noble
PROGRAMS := services/membership,services/ballot,services/notification,services/voting,services/reporting,gateway

SOURCES := $(shell find pom.xml contracts libs services gateway tools web e2e/src e2e/pom.xml -type f \
	-not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/src/test/*' \
	-not -path '*/generated/*' -not -path '*/test-results/*' 2>/dev/null)
NPM_STAMPS := web/node_modules/.package-lock.json tools/local/mail/node_modules/.package-lock.json
MODELS := helm/checks/models/node_modules/.package-lock.json

.PHONY: help
help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: target/build.stamp ## start the whole suite and print where it is; Ctrl-C stops it, its data stays
	@$(LAUNCHER) || [ $$? -eq 130 ]

.PHONY: build
build: target/build.stamp ## build what is missing: Java, web apps, Keycloak; no tests

.PHONY: test
test: tools ## run every test: Java, web and the browser
	@$(BIN)/install-test-tools
	@rm -f target/test-web.failed
	@$(MAKE) --no-print-directory -j2 test-web test-java || { \
		[ ! -f target/test-web.failed ] || { echo "The web tests failed:"; tail -n 60 target/test-web.log; }; exit 1; }

# Both at once: pages wait for a browser, services for a database, and neither needs the other, but that the stack of e2e,
# which Java comes to last, serves the pages that are built here first. Java has the right of way, since it takes longer.
.PHONY: test-web
test-web: $(NPM_STAMPS)
	@mkdir -p target
	@(cd web && npm run build && nice -n 5 npm run check && nice -n 5 npm test) 2>&1 | tee target/test-web.log || { touch target/test-web.failed; exit 1; }

.PHONY: test-java
test-java: tools/local/mail/node_modules/.package-lock.json $(MODELS)
	$(MVN) -T 3 --fail-at-end verify

.PHONY: smoke
smoke: target/build.stamp ## run one whole ballot with 200 voters against a fresh stack and check its archive
	@$(BIN)/install-test-tools
	@$(E2E) org.tellers.e2e.Smoke $(or $(VOTERS),200)

.PHONY: walk
walk: target/build.stamp ## walk a whole ballot through the browser, as people do, and look at every screen
	@$(BIN)/install-test-tools
	@$(E2E) org.tellers.e2e.Walk

.PHONY: guide-pictures
guide-pictures: target/build.stamp ## the same, and keep the pictures that the guides show
	@$(BIN)/install-test-tools
	@$(E2E) org.tellers.e2e.Walk docs/guide/pictures

.PHONY: upgrade-check
upgrade-check: target/build.stamp ## hold a ballot with the programs of another commit on this schema: make upgrade-check PREVIOUS=v1.2.0
	@[ -n "$(PREVIOUS)" ] || { echo "Use: make upgrade-check PREVIOUS=<tag or commit of the release before>" >&2; exit 2; }
	@$(BIN)/install-test-tools
	@git worktree remove --force target/previous 2>/dev/null || rm -rf target/previous
	@git worktree prune && git worktree add --quiet --detach target/previous "$(PREVIOUS)"
	@$(MAKE) --no-print-directory -C target/previous build
	@$(E2E) org.tellers.e2e.PreviousRelease target/previous
	@git worktree remove --force target/previous

.PHONY: faults
faults: target/build.stamp ## kill and stop parts while members vote, then compare every count
	@$(BIN)/install-test-tools
	$(MVN) -q -pl e2e -am -Dtest="*FaultsTest" -Dsurefire.failIfNoSpecifiedTests=false -Dexcluded.groups= -De2e.forks=1 test

.PHONY: bench
bench: target/build.stamp ## print the figures we claim, measured now: name value unit
	@$(MVN) -q -pl libs/crypto test-compile exec:exec -Dexec.outputFile="$(CURDIR)/target/bench-crypto.txt" >&2
	@grep -E '^[a-z0-9_]+ [0-9.]+ ' target/bench-crypto.txt
	@$(E2E) org.tellers.e2e.CastBench
	@$(E2E) org.tellers.e2e.ImportBench
	@$(E2E) org.tellers.e2e.MailBench
	@node web/ballot-crypto/bin/bench.mjs | grep -E '^[a-z0-9_]+ [0-9.]+ '
	@$(BENCH) tools/verify/src/test/java/org/tellers/verify/VerifyBench.java .

.PHONY: images
images: target/build.stamp ## build the six container images: make images REGISTRY=… TAG=… BASE=… (BASE=local: no registry)
	@echo "Packaging for images"
	@$(MVN) -q -pl $(PROGRAMS) -am package -Dmaven.test.skip=true -Dspotless.check.skip=true \
		-Dquarkus.package.jar.type=aot-jar -Dquarkus.package.output-directory=image -Dquarkus.dependency.sbom.skip=false
	@REGISTRY="$(REGISTRY)" TAG="$(TAG)" BASE="$(BASE)" SOURCE="$(SOURCE)" tools/images/bin/build

.PHONY: images-smoke
images-smoke: images ## the smoke run against the images, held as in production; VOTERS=… as for smoke
	@$(BIN)/install-test-tools
	@TELLERS_IMAGES="$(REGISTRY)/tellers-*:$(TAG)" TELLERS_ENGINE="$$(tools/images/bin/engine)" \
		$(E2E) org.tellers.e2e.Smoke $(or $(VOTERS),80)

.PHONY: verify
verify: tools/verify/target/verify.jar ## check a ballot: make verify ARCHIVE=ballot.bel EXTRAS=ballot.tellers.json
	@[ -n "$(ARCHIVE)" ] || { echo "Use: make verify ARCHIVE=ballot.bel [EXTRAS=ballot.tellers.json]" >&2; exit 2; }
	@tools/verify/verify "$(ARCHIVE)" $(if $(EXTRAS),"$(EXTRAS)") $(if $(HEAD),--head "$(HEAD)") \
		$(if $(REPORT),--report "$(REPORT)")

.PHONY: budgets
budgets: target/build.stamp ## print the sizes and speeds of the web apps and check them against their budgets
	@$(BIN)/install-test-tools
	@cd web && npm run --silent budgets

.PHONY: openapi
openapi: tools ## write contracts/openapi from the services as they are
	$(MVN) -q -pl services/membership,services/ballot,services/notification,services/voting,services/reporting -am \
		-Dtest='*ApiTest,ApiContractTest' -Dsurefire.failIfNoSpecifiedTests=false -Dtellers.update-openapi=true test

.PHONY: k8s-manifests
k8s-manifests: tools $(MODELS) ## write Kafka's topics and users in k8s/ from contracts/topics.yaml
	$(MVN) -q -pl helm/checks -Dtest=KafkaTest -Dtellers.update-k8s=true test

.PHONY: k8s-up
k8s-up: ## run everything in a cluster on this machine (kind or minikube), from the images of make images
	@REGISTRY="$(REGISTRY)" TAG="$(TAG)" k8s/bin/up

.PHONY: k8s-down
k8s-down: ## remove that cluster
	@k8s/bin/down

.PHONY: test-single
test-single: tools $(NPM_STAMPS) $(MODELS) ## run one test class: make test-single MODULE=services/voting TEST=BallotBoxTest
	@[ -n "$(MODULE)" ] && [ -n "$(TEST)" ] || \
		{ echo "Use: make test-single MODULE=services/voting TEST=BallotBoxTest" >&2; exit 2; }
	$(MVN) -q -pl $(MODULE) -am -Dtest='$(TEST)' -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip test

.PHONY: format
format: tools $(NPM_STAMPS) ## format all sources, Java and web
	$(MVN) -q spotless:apply
	cd web && npm run format

.PHONY: clean
clean: tools ## remove what was built
	$(MVN) -q clean
	rm -rf target web/*/dist

.PHONY: clean-state
clean-state: ## drop the data of make run
	@$(BIN)/clean-state

.PHONY: tools
tools:
	@$(BIN)/require-tools

tools/verify/target/verify.jar: $(shell find pom.xml libs/crypto/pom.xml libs/crypto/src/main tools/verify/pom.xml \
		tools/verify/src/main -type f) | tools
	@echo "Building the verifier"
	$(MVN) -q -pl tools/verify -am package -Dmaven.test.skip=true -Dspotless.check.skip=true

target/build.stamp: $(SOURCES) | tools $(NPM_STAMPS)
	@echo "Building"
	cd web && npm run build
	$(MVN) -q package -Dmaven.test.skip=true -Dspotless.check.skip=true
	$(LAUNCHER) prepare
	@mkdir -p target && touch $@

%/node_modules/.package-lock.json: %/package-lock.json | tools
	cd $* && npm ci --no-audit --no-fund
	@touch $@
