/**
 * The code that came in the link's fragment; on the pages of members' own data the token. This module is the first to
 * run: the fragment leaves the address bar and the history before anything else happens, and it is never stored.
 */
export let codeFromLink: string = take();

/** Reads the fragment again, when the voter followed the link a second time in the same tab. */
export function takeAgain(): string {
  codeFromLink = take();
  return codeFromLink;
}

function take(): string {
  // The fragment of a plain page is a place in it; only the app's own pages get a secret there.
  if (!document.getElementById('app') || location.hash === '') return '';
  const fragment = location.hash.slice(1);
  history.replaceState(history.state, '', location.pathname + location.search);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
