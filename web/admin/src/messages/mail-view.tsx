/** A mail or letter as it will look, apart from the styles of this app: in a shadow tree, which nothing leaks into. */
import { createElement, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { type MailNode, readMail } from './mail-reader.ts';

/** What mails say in attributes of their tables: no gaps, and a table that is centred has no centred text. */
const BASE = 'table { margin-inline: auto; border-spacing: 0; text-align: start } td { padding: 0 }\n';

export function MailView({ html, language, label }: { html: string; language: string; label: string }) {
  const host = useRef<HTMLElement>(null);
  const [root, setRoot] = useState<ShadowRoot>();
  const mail = useMemo(() => readMail(html), [html]);
  useLayoutEffect(() => {
    const element = host.current;
    if (element) setRoot(element.shadowRoot ?? element.attachShadow({ mode: 'open' }));
  }, []);
  useLayoutEffect(() => {
    if (!root) return;
    const sheet = new CSSStyleSheet();
    // What the template says of the page's body is meant for the block in which it stands here.
    sheet.replaceSync(BASE + mail.sheet.replaceAll(/(^|[\s,}])body(?=[\s,{])/g, '$1.body'));
    root.adoptedStyleSheets = [sheet];
  }, [root, mail]);
  return (
    <section ref={host} className="tellers-mail" lang={language} aria-label={label}>
      {root && createPortal(<div className="body">{mail.body.map(shown)}</div>, root)}
    </section>
  );
}

/** Looks as it will, and is nothing but text to those who hear it: headings of the mail are none of this page. */
function shown(node: MailNode, place: number): ReactNode {
  if (typeof node === 'string') return node;
  const { tag, classes, style, children } = node;
  return createElement(
    tag,
    {
      key: place,
      className: classes || undefined,
      ref: (element: HTMLElement | null) => {
        if (element) element.style.cssText = style;
      },
      ...(/^(h\d|table|tbody|tr|td)$/.test(tag) && { role: 'presentation' }),
    },
    ...children.map(shown),
  );
}
