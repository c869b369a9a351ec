/** Who may vote, as it is written: a line for each list. */
import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from '@patternfly/react-core';
import type { components } from '../api/generated/ballot.ts';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { useBuilderTexts } from './texts.ts';

type Rule = components['schemas']['Eligibility'] | components['schemas']['EligibilityRule'];

export function Eligibility({ rule }: { rule: Rule | undefined }) {
  const texts = useBuilderTexts();
  const { calendar } = useTexts();
  const lines = Object.entries(rule ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const everyone = lines.every(([name, value]) => name === 'statuses' && String(value) === 'active');
  if (everyone) return <p>{texts.everyone}</p>;
  return (
    <DescriptionList isCompact>
      {lines.map(([name, value]) => (
        <DescriptionListGroup key={name}>
          <DescriptionListTerm>{texts.rule[name] ?? name}</DescriptionListTerm>
          <DescriptionListDescription>
            {Array.isArray(value) ? value.join(', ') : moment(calendar, String(value))}
          </DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
