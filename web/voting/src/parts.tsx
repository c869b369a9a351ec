/** The pieces that pages are made of. */
import type { ComponentChildren } from 'preact';
import { text } from './text.ts';

/** The page's one first-level heading, which takes the focus when the page changes. */
export function Title({ children }: { children: ComponentChildren }) {
  return <h1 tabIndex={-1}>{children}</h1>;
}

/** A summary of what is wrong, above the page, linked to the field. {@link focusSummary} brings the reader to it. */
export function ErrorSummary({ message, field }: { message: string | undefined; field: string }) {
  if (!message) return null;
  return (
    <div class="summary" role="alert" tabIndex={-1}>
      <h2>{text.problem}</h2>
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

interface FieldProps {
  id: string;
  label: string;
  hint: string;
  value: string;
  fault: string | undefined;
  onText(value: string): void;
  lines?: number;
}

/** A labelled text field. It has no name, so that no form could ever send what is in it. */
export function Field({ id, label, hint, value, fault, onText, lines }: FieldProps) {
  const shared = {
    id,
    class: 'text',
    value,
    autocomplete: 'off',
    autocapitalize: 'none' as const,
    spellcheck: false,
    'aria-describedby': fault ? `${id}-hint ${id}-error` : `${id}-hint`,
    'aria-invalid': fault ? ('true' as const) : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onText(event.currentTarget.value),
  };
  return (
    <div class={fault ? 'field wrong' : 'field'}>
      <label class="name" for={id}>
        {label}
      </label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {fault && (
        <p class="error" id={`${id}-error`}>
          <span class="hidden">{text.errorTitle('')}</span>
          {fault}
        </p>
      )}
      {lines ? <textarea rows={lines} {...shared} /> : <input type="text" {...shared} />}
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
