import { describe, expect, it } from 'vitest';
import { cy } from '../src/text/cy.ts';
import { moment, when } from '../src/text/dates.ts';
import { en } from '../src/text/en.ts';

/** Where a text is the same in both. */
function untranslated(a: object, b: object, path = ''): string[] {
  return Object.entries(a).flatMap(([key, value]) => {
    const other = (b as Record<string, unknown>)[key];
    if (typeof value === 'object') return untranslated(value, other as object, `${path}${key}.`);
    return typeof value === 'string' && value === other ? [`${path}${key}`] : [];
  });
}

describe('dates', () => {
  it('are London’s, in winter and in summer, in both languages', () => {
    expect(moment(en.calendar, '2026-02-27T12:00:00Z')).toBe('noon on Friday 27 February 2026');
    expect(moment(en.calendar, '2026-06-30T16:30:00Z')).toBe('Tuesday 30 June 2026, 17:30');
    expect(moment(en.calendar, '2026-06-30T23:00:00Z')).toBe('midnight on Wednesday 1 July 2026');
    expect(when(en.calendar, '2026-02-27T12:00:00Z')).toBe('at noon on Friday 27 February 2026');
    expect(moment(cy.calendar, '2026-02-27T12:00:00Z')).toBe('hanner dydd, dydd Gwener 27 Chwefror 2026');
    expect(when(cy.calendar, '2026-06-30T16:30:00Z')).toBe('am 17:30 dydd Mawrth 30 Mehefin 2026');
  });
});

describe('the Welsh catalogue', () => {
  it('leaves no English text standing', () => {
    expect(untranslated(en, cy)).toEqual(['shell.product']);
  });

  it('leaves none in the texts of single pages, but for names that are the same in both', async () => {
    const same: string[] = [];
    const modules = import.meta.glob<{ en: object; cy: object; sameInBoth?: readonly string[] }>('../src/*/texts.ts');
    for (const [path, load] of Object.entries(modules)) {
      const { en, cy, sameInBoth = [] } = await load();
      same.push(
        ...untranslated(en, cy)
          .filter((key) => !sameInBoth.includes(key))
          .map((key) => `${path}: ${key}`),
      );
    }
    expect(same).toEqual([]);
  });
});
