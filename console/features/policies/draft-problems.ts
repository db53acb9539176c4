import type { Draft } from './draft.ts';
import { isNamed } from './draft-body.ts';

/** The fields of the form, by the names that the API gives them; of a step with its number: `stages.2.days`. */
export type Limits = Readonly<Record<string, readonly [number, number]>>;

/** What is wrong with a field before anything is asked: nothing is said in it, or it is out of its bounds. */
export type Wrong = { readonly code: 'missing' } | { readonly code: 'between'; readonly least: number; most: number };

const MISSING: Wrong = { code: 'missing' };

/** Everything that is missing in a draft or out of its bounds, by field; empty for a whole draft. */
export function problemsOf(draft: Draft, limits: Limits): Readonly<Record<string, Wrong>> {
  const wrong: Record<string, Wrong> = {};
  const check = (field: string, value: number | null, limit: string, isNeeded = false) => {
    const [least, most] = limits[limit] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (value === null) {
      if (isNeeded) wrong[field] = MISSING;
    } else if (!Number.isInteger(value) || value < least || value > most) {
      wrong[field] = { code: 'between', least, most };
    }
  };
  check('groups', draft.groups?.length || null, 'groups', draft.groups !== null);
  check('exclude_groups', draft.excluded.length, 'exclude_groups');
  check('days_off', draft.daysOff.length, 'days_off');
  if (draft.clock === 'field' && draft.field === null) wrong['clock_field'] = MISSING;
  if (draft.weekdays.length === 0) wrong['weekdays'] = MISSING;
  for (const [at, stage] of draft.stages.entries()) {
    const place = `stages.${at + 1}`;
    check(`${place}.days`, stage.days, 'stages.days', at === 0);
    if (at > 0) check(`${place}.after`, stage.after, 'stages.after', stage.days === null);
    if (!isNamed(stage)) wrong[`${place}.${stage.do === 'start_flow' ? 'flow' : 'group'}`] = MISSING;
  }
  check('max_rate', draft.maxRate, 'max_rate');
  check('brake_share', draft.brakeShare, 'brake_share');
  check('brake_contacts', draft.brakeContacts, 'brake_contacts');
  check('wait_days', draft.waitDays, 'wait_days', true);
  check('control_share', draft.controlShare, 'control_share');
  return wrong;
}
