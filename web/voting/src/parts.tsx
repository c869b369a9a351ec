/** The pieces that pages are made of. */
import type { ComponentChildren } from 'preact';
import { words } from './text/parts.ts';

/** The page's one first-level heading, which takes the focus when the page changes. */
export function Title({ children, lang }: { children: ComponentChildren; lang?: string | undefined }) {
  return (
    <h1 tabIndex={-1} lang={lang}>
      {children}
    </h1>
  );
}

/** A summary of what is wrong, above the page, linked to the field. {@link focusSummary} brings the reader to it. */
export function ErrorSummary({ message, field }: { message: string | undefined; field: string }) {
  if (!message) return null;
  return (
    <div class="summary" role="alert" tabIndex={-1}>
      <h2>{words.problem}</h2>
      <p>
        <a
          href={`#${field}`}
          onClick={(event) => {
            event.preventDefault();
            document.getElementById(field)?.focus();
          }}
        >
          {message}
        </a>
      </p>
    </div>
  );
}

export function focusSummary(): void {
  document.querySelector<HTMLElement>('.summary')?.focus();
}

/** How a field is filled in that is not for a code. */
export interface Fill {
  readonly autocomplete: string;
  readonly inputMode?: 'email' | 'tel';
  readonly autocapitalize?: 'words' | 'characters';
  readonly maxLength: number;
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string | undefined;
  value: string;
  fault: string | undefined;
  onText(value: string): void;
  lines?: number;
  /** For what is no code: what the browser may fill in, and which keys a phone shows. */
  fill?: Fill;
}

/** A labelled text field. It has no name, so that no form could ever send what is in it. */
export function Field({ id, label, hint, value, fault, onText, lines, fill }: FieldProps) {
  const shared = {
    id,
    class: fill ? 'text words' : 'text',
    value,
    autocomplete: 'off',
    autocapitalize: 'none' as const,
    spellcheck: false,
    'aria-describedby': [hint && `${id}-hint`, fault && `${id}-error`].filter(Boolean).join(' ') || undefined,
    'aria-invalid': fault ? ('true' as const) : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onText(event.currentTarget.value),
  };
  return (
    <div class={fault ? 'field wrong' : 'field'}>
      <label class="name" for={id}>
        {label}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="error" id={`${id}-error`}>
          <span class="hidden">{words.error}: </span>
          {fault}
        </p>
      )}
      {lines ? <textarea rows={lines} {...shared} /> : <input type="text" {...shared} {...fill} />}
    </div>
  );
}

/**
 * A form that only this script handles. `method="dialog"` makes a submission without the script, by a robot or before
 * the script has come, do nothing at all: no request, no code in an address.
 */
export function Form({ onSubmit, children, label }: { onSubmit(): void; children: ComponentChildren; label?: string }) {
  return (
    <form
      method="dialog"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

interface GoProps {
  children: ComponentChildren;
  busy?: boolean;
  onClick?: () => void;
  plain?: boolean;
}

/** A button; while busy it keeps the focus and says so, and does nothing. */
export function Go({ children, busy, onClick, plain }: GoProps) {
  return (
    <button
      type={onClick ? 'button' : 'submit'}
      class={plain ? 'button plain' : 'button'}
      aria-disabled={busy ? 'true' : undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </button>
  );
}
