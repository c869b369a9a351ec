/** What is wrong with a field, and what to think of: by the field's path, as the service names it. */
import { createContext, useContext } from 'react';
import type { FieldFault } from '../api/problem.ts';
import { useTexts } from '../text/texts.tsx';
import type { FormFaults } from './form.ts';
import type { Hint } from './lint.ts';
import { useBuilderTexts } from './texts.ts';

export interface Marks {
  readonly faults: readonly FieldFault[];
  readonly ownFaults: FormFaults;
  readonly hints: readonly Hint[];
}

export const MarksContext = createContext<Marks>({ faults: [], ownFaults: new Map(), hints: [] });

/** The sentences at a field. */
export function useMarks(): { fault(field: string): string | undefined; hints(field: string): readonly string[] } {
  const texts = useBuilderTexts();
  const marks = useContext(MarksContext);
  const sentence = useFaultSentence();
  return {
    fault(field) {
      const own = marks.ownFaults.get(field);
      if (own) return texts.form[own];
      const told = marks.faults.find((one) => one.field === field);
      return told && sentence(told);
    },
    hints: (field) =>
      marks.hints.filter((hint) => hint.field === field).map(({ name, words = '' }) => texts.hints[name](words)),
  };
}

/** What the service found, in the person's language where we have it. */
export function useFaultSentence(): (fault: FieldFault) => string {
  const texts = useBuilderTexts();
  const { language } = useTexts();
  return ({ code, detail }) => (language === 'en' ? detail : (texts.faults[code] ?? detail));
}
