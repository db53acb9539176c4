import { expect, it } from 'vitest';
import { isLaterThan, type KnownNumber, nextListStep } from '../../../../shared/domain/carrier/next-list-step.ts';
import { formatInstant, type Instant, parseInstant } from '../../../../shared/domain/instant.ts';
import table from '../../../cases/carrier/step.json' with { type: 'json' };

const at = (text: string): Instant => {
  const read = parseInstant(text);
  if (read === null) throw new Error(text);
  return read;
};
const ifAny = (text: string | null): Instant | null => (text === null ? null : at(text));
const NOW = at('2026-11-30T12:00:00Z');

it.each(table.cases)('$name: $told', ({ out, known, told, until }) => {
  const read: KnownNumber | null = known && {
    ...{ since: ifAny(known.since), said: ifAny(known.said), removed: ifAny(known.removed) },
    ours: true,
  };
  const step = nextListStep(ifAny(out), read, NOW);
  expect(step.do === 'wait' ? [step.do, formatInstant(step.until)] : [step.do, undefined]).toEqual([told, until]);
});

it.each(table.lifted)('$name: stays $stays', ({ listed, byPerson, word, noted, stays }) => {
  expect(isLaterThan({ at: at(listed), byPerson }, { word: ifAny(word), noted: at(noted) })).toBe(stays);
});
