import { Label } from '@patternfly/react-core';
import type { State } from './run.ts';
import { useRegisterTexts } from './texts.ts';

const colours: Readonly<Record<State, 'blue' | 'green' | 'grey' | 'orange' | 'red'>> = {
  mapping: 'orange',
  reading: 'blue',
  'dry-run': 'orange',
  applying: 'blue',
  applied: 'green',
  undoing: 'blue',
  undone: 'grey',
  failed: 'red',
  superseded: 'grey',
};

/** How far a register file is, in words. */
export function RunLabel({ state }: { state: State }) {
  return <Label color={colours[state]}>{useRegisterTexts().states[state]}</Label>;
}
