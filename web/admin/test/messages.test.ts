import { describe, expect, it } from 'vitest';
import { readMail } from '../src/messages/mail-reader.ts';
import { actions, likely, obstacle, parts, type Run, read, tooEarly, total, waits } from '../src/messages/runs.ts';

const run = (more: Partial<Run>): Run => ({ ...read({}), ...more });

describe('a message', () => {
  it('is paused and cancelled while it is under way, but invitations are never cancelled', () => {
    expect(actions(run({ kind: 'reminder', state: 'sending' }))).toEqual(['pause', 'cancel']);
    expect(actions(run({ kind: 'reminder', state: 'paused' }))).toEqual(['resume', 'cancel']);
    expect(actions(run({ kind: 'invitation', state: 'sending' }))).toEqual(['pause']);
    expect(actions(run({ kind: 'extension', state: 'sending' }))).toEqual(['pause']);
    expect(actions(run({ kind: 'reminder', state: 'done' }))).toEqual([]);
    expect(actions(run({ kind: 'confirmation', state: 'done' }))).toEqual(['cancel']);
    expect(actions(run({ kind: 'campaign', state: 'cancelled' }))).toEqual([]);
  });

  it('has a bar that is full, of what is not withdrawn', () => {
    const one = read({ accepted: 60, queued: 30, failed: 10, withdrawn: 7 });
    expect(total(one)).toBe(100);
    expect(parts(one)).toEqual([
      { outcome: 'accepted', percent: 60 },
      { outcome: 'queued', percent: 30 },
      { outcome: 'failed', percent: 10 },
    ]);
    expect(parts(read({}))).toEqual([]);
  });
});

describe('what can be sent now', () => {
  it('waits for the keys', () => {
    expect(['draft', 'approved', 'keyed', 'open'].map(tooEarly)).toEqual([true, true, false, false]);
  });

  it('is one message of a kind at a time, and the recorded notice once', () => {
    expect(obstacle('reminder', 'open', [run({ kind: 'reminder', state: 'sending' })])).toBe('under-way');
    expect(obstacle('reminder', 'open', [run({ kind: 'reminder', state: 'done' })])).toBeUndefined();
    expect(obstacle('recorded', 'closed', [run({ kind: 'recorded', state: 'done' })])).toBe('told-already');
    expect(obstacle('confirmation', 'open', [run({ kind: 'confirmation', state: 'done' })])).toBe('under-way');
  });

  it('is nothing that calls for a vote once voting has closed', () => {
    expect(obstacle('reminder', 'closed', [])).toBe('closed');
    expect(obstacle('result', 'closed', [])).toBeUndefined();
    expect(obstacle('result', 'cancelled', [])).toBe('cancelled');
  });

  it('gives invitations another time while they are scheduled, and asks for them once', () => {
    expect(obstacle('invitation', 'ready', [run({ state: 'scheduled' })])).toBeUndefined();
    expect(obstacle('invitation', 'open', [run({ state: 'done' })])).toBe('invited');
  });

  it('is the invitation first, then a reminder, and after the close the result', () => {
    expect(likely('ready', [])).toBe('invitation');
    expect(likely('open', [run({ state: 'done' })])).toBe('reminder');
    expect(likely('declared', [])).toBe('result');
  });

  it('says what it waits for', () => {
    expect(waits('invitation', 'ready')).toBe('opening');
    expect(waits('invitation', 'open')).toBe('nothing');
    expect(waits('result', 'closed')).toBe('outcome');
    expect(waits('recorded', 'open')).toBe('close');
  });
});

describe('the HTML of a mail', () => {
  it('is read into text, classes and styles', () => {
    const { sheet, body } = readMail(
      '<!DOCTYPE html><html lang="en"><head><title>No</title><style>p { color: #123 }</style></head>\n' +
        '<body><p class="a" style="margin:0">Tom &amp; J&#233;r&#xF4;me<br>say &middot; <b>yes</b></p>\n</body></html>',
    );
    expect(sheet).toBe('p { color: #123 }');
    expect(body).toEqual([
      {
        tag: 'p',
        classes: 'a',
        style: 'margin:0',
        children: [
          'Tom & Jérôme',
          { tag: 'br', classes: '', style: '', children: [] },
          'say · ',
          { tag: 'b', classes: '', style: '', children: ['yes'] },
        ],
      },
    ]);
  });

  it('keeps the width and alignment that tables state for old mail programs', () => {
    const [table] = readMail(
      '<table width="100%" class="box"><tr><td align="center" style="padding:1px">x</td></tr></table>',
    ).body;
    expect(table).toMatchObject({ style: 'width:100%', classes: 'box' });
    expect(JSON.stringify(table)).toContain('text-align:center;padding:1px');
  });

  it('brings no script, no picture and no link that leads anywhere', () => {
    const text = JSON.stringify(
      readMail(
        '<p onclick="x()"><script>alert(1)</script><img src="https://a.test/p.gif"><a href="https://a.test/">go</a></p>',
      ),
    );
    expect(text).not.toMatch(/alert|onclick|a\.test|script|img/);
    expect(text).toContain('go');
  });

  it('survives what is not well formed', () => {
    expect(readMail('a < b <p>c</b></p></p> d').body).toEqual([
      'a ',
      '<',
      ' b ',
      { tag: 'p', classes: '', style: '', children: ['c'] },
      ' d',
    ]);
  });
});
