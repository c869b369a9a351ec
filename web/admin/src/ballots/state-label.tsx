import { Label } from '@patternfly/react-core';
import { useTexts } from '../text/texts.tsx';

const colours: Readonly<Record<string, 'blue' | 'green' | 'grey' | 'orange' | 'purple' | 'red'>> = {
  draft: 'grey',
  approved: 'blue',
  keyed: 'blue',
  ready: 'blue',
  open: 'green',
  closed: 'orange',
  counted: 'purple',
  declared: 'purple',
  withheld: 'purple',
  cancelled: 'red',
};

/** A ballot's state, in words. */
export function StateLabel({ state }: { state: string | undefined }) {
  const { states } = useTexts();
  return <Label color={colours[state ?? ''] ?? 'grey'}>{states[state ?? ''] ?? state}</Label>;
}
