import { POLICY_FIELDS } from '../../common/api/choices.ts';
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
  check('exclude_groups', draft.exclude_groups.length, 'exclude_groups');
  if (draft.clock === 'field' && draft.clock_field === null) wrong['clock_field'] = MISSING;
  for (const [at, stage] of draft.stages.entries()) {
    const place = `stages.${at + 1}`;
    check(`${place}.days`, stage.days, 'stages.days', at === 0);
    if (at > 0) check(`${place}.after`, stage.after, 'stages.after', stage.days === null);
    if (!isNamed(stage)) wrong[`${place}.${stage.do === 'start_flow' ? 'flow' : 'group'}`] = MISSING;
  }
  for (const { name, empty } of POLICY_FIELDS) {
    const value = draft[name];
    const isList = typeof value === 'object' && value !== null;
    check(name, isList ? value.length || null : value, name, empty === 'needed');
  }
  return wrong;
}
