/** Which rules of a change let a policy take more people, or take them sooner. */

import { offsetsOf } from './due.ts';
import { FIELDS, valueIn } from './fields.ts';
import type { PolicyRules } from './policy.ts';
import { stageOf } from './stages.ts';

/** The rules by which people are protected less than before, by their names in bodies; empty for none. */
export function loosenedIn(before: PolicyRules, after: PolicyRules): readonly string[] {
  const fields = FIELDS.filter(([name, { loosens }]) =>
    loosens?.(valueIn(after, name) as never, valueIn(before, name) as never),
  );
  const harms = harmsIn(after);
  const earlier = harmsIn(before);
  const isSooner = harms.some((one) =>
    earlier.every((was) => was.do !== one.do || one.day < was.day || one.notice < was.notice),
  );
  const isOtherClock = harms.length > 0 && JSON.stringify(before.clock) !== JSON.stringify(after.clock);
  const isFreed = before.control.group !== undefined && before.control.group !== after.control.group;
  return [
    ...fields.map(([name]) => name),
    ...(isFreed ? ['control_group'] : []),
    ...(isOtherClock ? ['clock'] : []),
    ...(isSooner ? ['stages'] : []),
  ];
}

/** The stages that take something away: on which day of the clock each comes, and how long after the last notice. */
function harmsIn({ stages }: PolicyRules) {
  const days = offsetsOf({ stages });
  return stages.flatMap((rule, at) => {
    if (stageOf(rule).harms !== true) return [];
    const day = days[at] ?? 0;
    const told = stages.slice(0, at).findLastIndex((one) => stageOf(one).warns);
    return [{ do: rule.do, day, notice: told === -1 ? 0 : day - (days[told] ?? 0) }];
  });
}
