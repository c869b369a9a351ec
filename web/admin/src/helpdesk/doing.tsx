/** What an agent does for a member: each says its consequence before its button. */
import { FormGroup, Radio, TextArea, TextInput } from '@patternfly/react-core';
import { useRef, useState } from 'react';
import type { components } from '../api/generated/notification.ts';
import { useOnce } from '../api/once.ts';
import { Problem } from '../api/problem.ts';
import { Reason } from '../delivery/lists.tsx';
import { Consequence } from '../shell/consequence.tsx';
import { Notice } from '../shell/notice.tsx';
import { languages } from '../text/texts.tsx';
import { FieldFault, FieldHint } from '../trustee/fields.tsx';
import * as requests from './requests.ts';
import { useHelpdeskTexts } from './texts.ts';

type Schemas = components['schemas'];

interface Panel {
  readonly uuid: string;
  readonly known: Schemas['Timeline'];
  readonly member: Schemas['Found'];
  finish(what: string): Promise<void>;
  cancel(): void;
}

/** The same code once more. */
export function Resend({ uuid, member, finish, cancel }: Panel) {
  const texts = useHelpdeskTexts().resend;
  const once = useOnce();
  const [suppressed, setSuppressed] = useState(member.lastMail?.state === 'suppressed');
  const [reason, setReason] = useState('');
  const entry = member.entryId ?? '';

  async function act() {
    const lift = suppressed && reason.trim() ? reason.trim() : undefined;
    try {
      await once({ lift }, (key) => requests.resend(uuid, entry, { lift }, key));
    } catch (e) {
      if (e instanceof Problem && e.code === 'address-suppressed') setSuppressed(true);
      throw e;
    }
    await finish(texts.done);
  }

  return (
    <Consequence title={texts.title} action={texts.action} act={act} cancel={cancel}>
      <p>{texts.what(member.address ?? '')}</p>
      {suppressed && (
        <FormGroup label={texts.lift} fieldId="resend-lift">
          <TextInput
            id="resend-lift"
            value={reason}
            maxLength={500}
            onChange={(_, value) => setReason(value)}
            aria-describedby="resend-lift-hint"
          />
          <FieldHint id="resend-lift-hint">{texts.liftHint}</FieldHint>
        </FormGroup>
      )}
    </Consequence>
  );
}

/** How often and how long the register's correction is waited for: it comes within a second or two. */
const TRIES = 10;

/** The address in the register, and the same code to it. */
export function Correct({ uuid, member, finish, cancel, mayResend }: Panel & { mayResend: boolean }) {
  const texts = useHelpdeskTexts().correct;
  const once = useOnce();
  const [preferred, setPreferred] = useState<'personal' | 'work'>('personal');
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  // What the register took already is not asked for again when only the sending failed.
  const corrected = useRef<{ readonly address: string; readonly at: string | undefined }>(undefined);
  const noAddress = tried && !/^\S+@\S+\.\S+$/.test(address.trim());
  const noReason = tried && reason.trim() === '';
  const resends = mayResend && !member.voted && member.lastMail !== undefined;

  function check() {
    setTried(true);
    if (!/^\S+@\S+\.\S+$/.test(address.trim())) return 'correct-address';
    return reason.trim() === '' ? 'correct-reason' : undefined;
  }

  async function act() {
    const to = address.trim();
    if (corrected.current?.address !== to) {
      const at = await requests.correct(member.membershipNumber ?? '', preferred, to, reason.trim());
      corrected.current = { address: to, at };
    }
    const correctedAt = corrected.current.at;
    if (resends) await once({ correctedAt }, (key) => sendWhenHere(correctedAt, key));
    await finish(resends ? texts.doneAndSent : texts.done);
  }

  async function sendWhenHere(correctedAt: string | undefined, key: string) {
    for (let tries = 1; ; tries++) {
      try {
        await requests.resend(uuid, member.entryId ?? '', { correctedAt }, key);
        return;
      } catch (e) {
        // What waited for an address leaves by itself, to the new one.
        if (e instanceof Problem && e.code === 'mail-under-way') return;
        if (tries === TRIES || !(e instanceof Problem) || e.code !== 'correction-not-here-yet') throw e;
        await new Promise((later) => setTimeout(later, 500));
      }
    }
  }

  return (
    <Consequence
      title={texts.title}
      action={resends ? texts.actionAndSend : texts.action}
      check={check}
      act={act}
      cancel={cancel}
    >
      <p>{texts.what}</p>
      <FormGroup role="radiogroup" label={texts.which} fieldId="correct-which">
        {(['personal', 'work'] as const).map((one) => (
          <Radio
            key={one}
            id={`correct-${one}`}
            name="correct-which"
            label={texts.kinds[one]}
            isChecked={preferred === one}
            onChange={() => setPreferred(one)}
          />
        ))}
      </FormGroup>
      <FormGroup label={texts.address} fieldId="correct-address" isRequired>
        <TextInput
          id="correct-address"
          type="email"
          value={address}
          maxLength={254}
          autoComplete="off"
          spellCheck={false}
          isRequired
          onChange={(_, value) => setAddress(value)}
          validated={noAddress ? 'error' : 'default'}
          aria-describedby={noAddress ? 'correct-address-fault' : undefined}
        />
        {noAddress && <FieldFault id="correct-address-fault">{texts.noAddress}</FieldFault>}
      </FormGroup>
      <FormGroup label={texts.reason} fieldId="correct-reason" isRequired>
        <TextInput
          id="correct-reason"
          value={reason}
          maxLength={300}
          isRequired
          onChange={(_, value) => setReason(value)}
          validated={noReason ? 'error' : 'default'}
          aria-describedby={noReason ? 'correct-reason-fault' : 'correct-reason-hint'}
        />
        {noReason ? (
          <FieldFault id="correct-reason-fault">{texts.noReason}</FieldFault>
        ) : (
          <FieldHint id="correct-reason-hint">{texts.reasonHint}</FieldHint>
        )}
      </FormGroup>
    </Consequence>
  );
}

/** Another code, or the code on paper. */
export function Reissuing({ uuid, known, member, finish, cancel, what }: Panel & { what: 'replace' | 'letter' }) {
  const all = useHelpdeskTexts();
  const texts = all[what];
  const once = useOnce();
  const [reason, setReason] = useState<requests.Reason>(what === 'replace' ? 'exposed' : 'never-arrived');
  const [note, setNote] = useState('');
  const [language, setLanguage] = useState(member.language ?? 'en');
  const [tried, setTried] = useState(false);
  const noNote = tried && reason === 'other' && note.trim() === '';
  const entry = member.entryId ?? '';

  function check() {
    setTried(true);
    return reason === 'other' && note.trim() === '' ? 'reissue-note' : undefined;
  }

  async function act() {
    const order = { reason, note };
    const { state } =
      what === 'replace'
        ? await once(order, (key) => requests.replace(uuid, entry, order, key))
        : await once({ ...order, language }, (key) => requests.orderLetter(uuid, entry, order, language, key));
    await finish(state === 'proposed' ? all.reissue.proposed : texts.done);
  }

  return (
    <Consequence
      title={texts.title}
      action={known.secondPerson ? texts.propose : texts.action}
      check={check}
      act={act}
      cancel={cancel}
    >
      <p>{texts.what}</p>
      {known.secondPerson && (
        <Notice variant="warning" level="h3" title={all.reissue.secondPerson}>
          <Reason code={known.secondPerson} />
        </Notice>
      )}
      <FormGroup role="radiogroup" label={all.reissue.why} fieldId="reissue-reason">
        {requests.REASONS.map((one) => (
          <Radio
            key={one}
            id={`reissue-${one}`}
            name="reissue-reason"
            label={all.reissue.reasons[one]}
            isChecked={reason === one}
            onChange={() => setReason(one)}
          />
        ))}
      </FormGroup>
      {what === 'replace' && (reason === 'lost' || reason === 'never-arrived') && (
        <Notice variant="info" level="h3" title={all.replace.rather}>
          {all.replace.ratherWhat}
        </Notice>
      )}
      <FormGroup label={all.reissue.note} fieldId="reissue-note" isRequired={reason === 'other'}>
        <TextArea
          id="reissue-note"
          value={note}
          maxLength={500}
          rows={2}
          onChange={(_, value) => setNote(value)}
          validated={noNote ? 'error' : 'default'}
          aria-describedby={noNote ? 'reissue-note-fault' : 'reissue-note-hint'}
        />
        {noNote ? (
          <FieldFault id="reissue-note-fault">{all.reissue.noNote}</FieldFault>
        ) : (
          <FieldHint id="reissue-note-hint">{all.reissue.noteHint}</FieldHint>
        )}
      </FormGroup>
      {what === 'letter' && (
        <FormGroup role="radiogroup" label={all.letter.language} fieldId="letter-language">
          {languages.map((one) => (
            <Radio
              key={one.language}
              id={`letter-${one.language}`}
              name="letter-language"
              label={one.name}
              isChecked={language === one.language}
              onChange={() => setLanguage(one.language)}
            />
          ))}
        </FormGroup>
      )}
    </Consequence>
  );
}
