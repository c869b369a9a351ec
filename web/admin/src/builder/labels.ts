import type { useBuilderTexts } from './texts.ts';

/** What a field is called, from its path. */
export function labelOf(field: string, texts: ReturnType<typeof useBuilderTexts>): string {
  const path = field.replace(/^welsh\./, '');
  const [, q, part, a] = /^questions\[(\d+)\](?:\.(\w+))?(?:\[(\d+)\])?/.exec(path) ?? [];
  const [, t] = /^triggers\[(\d+)\]/.exec(path) ?? [];
  const named: Readonly<Record<string, string>> = {
    name: texts.name,
    union: texts.union,
    authority: texts.authority,
    helpLine: texts.helpLine,
    questions: texts.questions,
    opensAt: texts.opensAt,
    closesAt: texts.closesAt,
    lateJoinerCutOff: texts.lateJoinerCutOff,
    constituencyLevel: texts.level,
    constituencyGroupLevel: texts.groupLevel,
    'keyHolders.holders': texts.holders,
    'keyHolders.threshold': texts.threshold,
    'reserve.percent': texts.percent,
    'reserve.minimum': texts.minimum,
  };
  const label =
    q !== undefined
      ? [
          texts.question(Number(q) + 1),
          a !== undefined
            ? texts.answer(Number(a) + 1)
            : part === 'min' || part === 'max'
              ? texts[part]
              : part === 'answers'
                ? texts.answers
                : undefined,
        ]
          .filter(Boolean)
          .join(', ')
      : t !== undefined
        ? texts.trigger(Number(t) + 1)
        : path.startsWith('eligibility')
          ? texts.who
          : path.startsWith('publication') || path.startsWith('minima')
            ? texts.published
            : (named[path] ?? texts.somewhere);
  return field === path ? label : texts.inWelsh(label);
}
