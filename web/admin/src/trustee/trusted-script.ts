/** The content security policy lets a script become a worker only through this one policy. */

interface Policy {
  createScriptURL(url: string): unknown;
}

declare global {
  // Declared here because TypeScript's library does not have it yet.
  var trustedTypes: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy } | undefined;
}

const allowed = new Set<string>();
let policy: Policy | undefined;

/**
 * The address of one of our own scripts, for a worker's constructor.
 *
 * @param url an address that the build made, never one that came from elsewhere
 */
export function trustedScript(url: string): string {
  if (!globalThis.trustedTypes) return url;
  allowed.add(url);
  policy ??= globalThis.trustedTypes.createPolicy('tellers-worker', {
    createScriptURL: (asked) => {
      if (!allowed.has(asked)) throw new TypeError('not a worker of this page');
      return asked;
    },
  });
  // The declared type of a worker's constructor knows plain addresses only.
  return policy.createScriptURL(url) as string;
}
