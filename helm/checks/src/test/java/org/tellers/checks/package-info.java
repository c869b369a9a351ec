/** Holds the chart and the manifests against the code, the contracts and docs/architecture.md; no cluster needed. */
package org.tellers.checks;
