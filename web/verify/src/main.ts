/** The page: files in, a line for each check out. */
import { type Line, type Report, verify } from './verification.ts';
import { verifier } from './workers.ts';

const WORDS = { ok: 'ok', refused: 'REFUSED', 'not run': 'not run' } as const;

function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

const form = element<HTMLFormElement>('form');
const go = element<HTMLButtonElement>('go');
const bar = element<HTMLProgressElement>('bar');
const status = element('status');
const outcome = element('outcome');

async function bytes(id: string): Promise<Uint8Array | undefined> {
  const file = element<HTMLInputElement>(id).files?.[0];
  return file && new Uint8Array(await file.arrayBuffer());
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  go.disabled = true;
  outcome.hidden = true;
  bar.hidden = false;
  bar.value = 0;
  status.textContent = 'Checking. This takes a minute for every few thousand ballots.';
  try {
    const archive = await bytes('archive');
    const additions = await bytes('extras');
    const head = element<HTMLInputElement>('head').value.trim();
    if (archive)
      show(
        await verify({
          archive,
          ...(additions && { additions }),
          ...(head && { head }),
          verifier: verifier(),
          progress: (share) => {
            bar.value = share;
          },
        }),
      );
    status.textContent = '';
  } catch (e) {
    status.textContent = `The files could not be checked: ${e instanceof Error ? e.message : e}`;
  } finally {
    go.disabled = false;
    bar.hidden = true;
  }
});

function show({ accepted, lines, archive }: Report): void {
  const refused = lines.filter(({ verdict }) => verdict === 'refused').length;
  const notRun = lines.filter(({ verdict }) => verdict === 'not run').length;
  const verdict = element('verdict');
  verdict.textContent = accepted
    ? `Accepted, ${notRun} ${notRun === 1 ? 'check' : 'checks'} not run`
    : `REFUSED by ${refused} ${refused === 1 ? 'check' : 'checks'}`;
  verdict.className = accepted ? 'ok' : 'refused';
  element('subject').replaceChildren(
    ...(archive
      ? [
          ['Ballot', archive.election.name],
          ['Fingerprint', archive.election.fingerprint],
          ['Head', archive.head],
        ]
      : []
    ).flatMap(([name, value]) => [text('dt', name as string), text('dd', value as string)]),
  );
  element('checks').replaceChildren(...lines.map(row));
  outcome.hidden = false;
  verdict.focus();
}

function row({ check, claim, verdict, detail }: Line): HTMLTableRowElement {
  const tr = document.createElement('tr');
  const word = text('td', WORDS[verdict]);
  word.className = verdict.replace(' ', '-');
  const says = document.createElement('td');
  says.append(text('p', claim));
  if (detail) {
    const more = text('p', detail);
    more.className = verdict === 'refused' ? 'refused' : 'detail';
    says.append(more);
  }
  tr.append(word, text('td', check), says);
  return tr;
}

function text(tag: string, content: string): HTMLElement {
  const node = document.createElement(tag);
  node.textContent = content;
  return node;
}
