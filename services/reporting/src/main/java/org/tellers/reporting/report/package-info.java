/**
 * The report of a declared ballot that officers and the scrutineer sign (story T4): plain figures in, a document out, then
 * its three forms (JSON, a web page, a printed page) in English and Welsh, and the signatures over its exact JSON.
 */
@org.jspecify.annotations.NullMarked
package org.tellers.reporting.report;
