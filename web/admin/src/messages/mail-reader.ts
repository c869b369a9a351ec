/**
 * Reads the HTML of the mails and letters that the service writes from its own templates, for showing it. Only what such
 * a text needs is taken: elements for text, their classes and styles. No link leads anywhere, nothing is loaded, and
 * nothing is handed to the browser's own parser.
 */

export interface MailElement {
  readonly tag: string;
  readonly classes: string;
  readonly style: string;
  readonly children: readonly MailNode[];
}

export type MailNode = string | MailElement;

export interface Mail {
  /** Its style sheet. */
  readonly sheet: string;
  readonly body: readonly MailNode[];
}

const TAKEN = new Set('a b br div em h1 h2 h3 hr i li ol p span strong table tbody td tr ul'.split(' '));
const EMPTY = new Set(['br', 'hr', 'img', 'link', 'meta']);
/** In which white space is no text. */
const OF_BLOCKS = new Set(['', 'ol', 'table', 'tbody', 'tr', 'ul']);
/** Whose text is not to be read. */
const UNREAD = new Set(['script', 'style', 'title']);

const TOKEN = /<!--[\s\S]*?-->|<![^>]*>|<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>|[^<]+|</gi;

interface Open {
  readonly tag: string;
  readonly children: MailNode[];
}

/** The parts of a mail. */
export function readMail(html: string): Mail {
  const body: MailNode[] = [];
  const sheets: string[] = [];
  const open: Open[] = [{ tag: '', children: body }];
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(html); token; token = TOKEN.exec(html)) {
    const [text, closing, name, attributes = ''] = token;
    if (name === undefined) {
      const { tag, children } = open.at(-1) as Open;
      if (!text.startsWith('<!') && (text.trim() !== '' || !OF_BLOCKS.has(tag))) children.push(plain(text));
      continue;
    }
    const tag = name.toLowerCase();
    if (UNREAD.has(tag)) {
      const end = html.toLowerCase().indexOf(`</${tag}>`, TOKEN.lastIndex);
      if (end < 0) break;
      if (tag === 'style') sheets.push(html.slice(TOKEN.lastIndex, end));
      TOKEN.lastIndex = end + tag.length + 3;
    } else if (TAKEN.has(tag)) {
      if (closing) close(open, tag);
      else begin(open, tag, attributes);
    }
  }
  return { sheet: sheets.join('\n'), body };
}

function begin(open: Open[], tag: string, attributes: string): void {
  const children: MailNode[] = [];
  // Mails say the width and alignment of their tables in attributes, for old mail programs.
  const [width, align] = [attribute(attributes, 'width'), attribute(attributes, 'align')];
  const style = [width && `width:${width}`, align && `text-align:${align}`, attribute(attributes, 'style')];
  const classes = attribute(attributes, 'class');
  const element = { tag, classes, style: style.filter(Boolean).join(';'), children };
  open.at(-1)?.children.push(element);
  if (!EMPTY.has(tag)) open.push({ tag, children });
}

function close(open: Open[], tag: string): void {
  const at = open.findLastIndex((one) => one.tag === tag);
  if (at > 0) open.length = at;
}

function attribute(attributes: string, name: string): string {
  return plain(new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(attributes)?.[1] ?? '');
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  middot: '·',
  nbsp: '\u00a0',
  quot: '"',
};

function plain(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
