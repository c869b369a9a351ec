/** How far a trustee is: a line of steps, and the same in a sentence where the line has no room. */
import { ProgressStep, ProgressStepper } from '@patternfly/react-core';
import { useTexts } from '../text/texts.tsx';

/**
 * @param names the steps in their order
 * @param current the step that is due, from 0; past the last one when all are done
 */
export function Steps({ names, current }: { names: readonly string[]; current: number }) {
  const texts = useTexts().key;
  const name = names[current];
  return (
    <>
      <div className="tellers-steps">
        <ProgressStepper aria-label={texts.progress}>
          {names.map((step, i) => (
            <ProgressStep
              key={step}
              id={`step-${i}`}
              titleId={`step-${i}-title`}
              variant={i < current ? 'success' : i === current ? 'info' : 'pending'}
              isCurrent={i === current}
              aria-label={step}
            >
              {step}
            </ProgressStep>
          ))}
        </ProgressStepper>
      </div>
      {name && <p className="tellers-step">{texts.stepOf(current + 1, names.length, name)}</p>}
    </>
  );
}
