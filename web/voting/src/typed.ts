/** What people type or copy on the pages outside the vote, and what these pages ask for. */
import { call, isBallotId, type Notice, type Outcome } from './api.ts';

/** The tracker without the spaces it is shown with, or nothing if the text is no tracker. */
export function readTracker(typed: string): string | undefined {
  const tracker = typed
    .replace(/[\s=\u200b-\u200d\ufeff]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  return /^[A-Za-z0-9+/]{43}$/.test(tracker) ? tracker : undefined;
}

/** The ballot and the code that a copied link names; the link may be a ballot's identifier alone. */
export function readLink(typed: string): { uuid: string; code: string } | undefined {
  const [address = '', code = ''] = typed.trim().split('#', 2);
  const uuid = /(?:\/[vb]\/|^)([^/?\s]+)\/?(?:\?.*)?$/.exec(address)?.[1];
  return uuid && isBallotId(uuid) ? { uuid, code } : undefined;
}

/** The notice of a ballot; there is none before its approval. */
export const notice = (uuid: string): Promise<Outcome<Notice>> =>
  call<Notice>(`ballot/public/ballots/${uuid}`, (answer) => answer.json());
