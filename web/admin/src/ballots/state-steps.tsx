/** The states of a ballot in a line, and the same in a sentence where the line has no room. */
import { ProgressStep, ProgressStepper } from '@patternfly/react-core';
import { useTexts } from '../text/texts.tsx';
import { STATES } from './checklist.ts';
import { useBallotsTexts } from './texts.ts';

export function StateSteps({ state }: { state: string }) {
  const texts = useBallotsTexts().states;
  const { states } = useTexts();
  // A result that is withheld stands where a declared one does.
  const at = STATES.indexOf((state === 'withheld' ? 'declared' : state) as (typeof STATES)[number]);
  if (at < 0) return null;
  const name = (step: (typeof STATES)[number]) =>
    step === 'declared' && state === 'withheld' ? (states.withheld ?? state) : texts[step];
  const over = at === STATES.length - 1;
  return (
    <>
      <div className="tellers-steps">
        <ProgressStepper aria-label={texts.label} isCenterAligned>
          {STATES.map((step, i) => {
            const done = i < at || over;
            return (
              <ProgressStep
                key={step}
                id={`state-${step}`}
                titleId={`state-${step}-title`}
                variant={done ? 'success' : i === at ? 'info' : 'pending'}
                isCurrent={i === at}
                aria-label={done ? texts.done(name(step)) : i === at ? texts.now(name(step)) : texts.later(name(step))}
              >
                {name(step)}
              </ProgressStep>
            );
          })}
        </ProgressStepper>
      </div>
      <p className="tellers-step">{texts.where(at + 1, STATES.length, name(STATES[at] as (typeof STATES)[number]))}</p>
    </>
  );
}
