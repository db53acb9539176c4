import * as z from 'zod/mini';
import { defineAction } from './action.ts';
import { changeGroups, compileGroups, groupsSchema } from './groups.ts';

const schema = z.looseObject({ groups: groupsSchema });

/** `{"groups":[{"uuid","name"},{"name_match":"@results.team"}]}`: static groups only. */
export const addContactGroups = defineAction(schema, (action, compile) => {
  const wanted = compileGroups(action.groups, compile);
  return (step) => changeGroups(step, wanted, 'add');
});
