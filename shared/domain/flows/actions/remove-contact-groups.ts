import * as z from 'zod/mini';
import { says } from '../../schema.ts';
import { modify } from '../effects.ts';
import type { Effect, RunStep } from '../flow.ts';
import { defineAction } from './action.ts';
import { changeGroups, compileGroups, groupsSchema } from './groups.ts';

const schema = z
  .looseObject({ groups: z._default(groupsSchema, []), all_groups: z._default(z.boolean(), false) })
  .check(
    z.refine(({ groups, all_groups }) => !(all_groups && groups.length > 0), {
      error: says({ code: 'flow_groups_and_all' }),
    }),
  );

/** `{"groups":[…]}`, or `{"groups":[],"all_groups":true}` for every static group that the contact is in. */
export const removeContactGroups = defineAction(schema, (action, compile) => {
  if (action.all_groups) return leaveAll;
  const wanted = compileGroups(action.groups, compile);
  return (step) => changeGroups(step, wanted, 'remove');
});

function leaveAll({ contact, assets }: RunStep): readonly Effect[] {
  const groups = contact.groups.filter((uuid) => assets.groups.get(uuid)?.query === null);
  return groups.length === 0 ? [] : [modify({ type: 'groups', groups, modification: 'remove' })];
}
