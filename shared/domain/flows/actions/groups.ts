import * as z from 'zod/mini';
import type { Modifier } from '../../contacts/modifiers/modifier.ts';
import { type GroupId, parseUuid } from '../../ids.ts';
import { boundedArray, says } from '../../schema.ts';
import type { Group } from '../../workspace.ts';
import { error, missing, modify, textAt } from '../effects.ts';
import type { Effect, RunStep } from '../flow.ts';
import type { Template } from '../template/template.ts';
import { type Compile, defineAction, templateOf } from './action.ts';

const named = z.looseObject({
  uuid: z.string().check(z.minLength(1)),
  name: z.optional(z.string().check(z.maxLength(64))),
});
const matched = z.looseObject({ name_match: templateOf(1_000) });

/** Groups as the group actions name them, at most 100: by uuid, or by a template that gives a name. */
const groupsSchema = boundedArray(z.union([matched, named]), 100);

type GroupWanted =
  | { readonly type: 'uuid'; readonly uuid: string; readonly name: string }
  | { readonly type: 'name'; readonly template: Template };

const compileGroups = (groups: z.output<typeof groupsSchema>, compile: Compile): readonly GroupWanted[] =>
  groups.map((group) =>
    'name_match' in group && typeof group.name_match === 'string'
      ? { type: 'name', template: compile(group.name_match) }
      : { type: 'uuid', uuid: String(group['uuid']), name: String(group['name'] ?? '') },
  );

/** Joins or leaves the groups. A missing group is an error event; a failed expression skips the action. */
function changeGroups(
  step: RunStep,
  wanted: readonly GroupWanted[],
  modification: Extract<Modifier, { type: 'groups' }>['modification'],
): readonly Effect[] {
  const effects: Effect[] = [];
  const groups: GroupId[] = [];
  for (const want of wanted) {
    const found = want.type === 'uuid' ? byUuid(step, want.uuid, want.name) : byName(step, want.template);
    if ('failed' in found) return found.failed;
    if ('uuid' in found) groups.push(found.uuid);
    else effects.push(found.missing);
  }
  return groups.length === 0 ? effects : [...effects, modify({ type: 'groups', groups, modification })];
}

type Found = Group | { readonly missing: Effect } | { readonly failed: readonly Effect[] };

function byUuid(step: RunStep, uuid: string, name: string): Found {
  const id = parseUuid<GroupId>(uuid);
  return (id && step.assets.groups.get(id)) ?? { missing: missing('group', uuid, name) };
}

function byName(step: RunStep, template: Template): Found {
  const { text, errors } = textAt(step, template);
  if (errors.length > 0) return { failed: errors };
  const wanted = text.toLowerCase();
  for (const group of step.assets.groups.values()) if (group.name.toLowerCase() === wanted) return group;
  return { missing: error(`No such group with name '${text}'`, 'group:missing', { name: text }) };
}

const addSchema = z.looseObject({ groups: groupsSchema });

/** `{"groups":[{"uuid","name"},{"name_match":"@results.team"}]}`: static groups only. */
export const addContactGroups = defineAction(addSchema, (action, compile) => {
  const wanted = compileGroups(action.groups, compile);
  return (step) => changeGroups(step, wanted, 'add');
});

const removeSchema = z
  .looseObject({ groups: z._default(groupsSchema, []), all_groups: z._default(z.boolean(), false) })
  .check(
    z.refine(({ groups, all_groups }) => !(all_groups && groups.length > 0), {
      error: says({ code: 'flow_groups_and_all' }),
    }),
  );

/** `{"groups":[…]}`, or `{"groups":[],"all_groups":true}` for every static group that the contact is in. */
export const removeContactGroups = defineAction(removeSchema, (action, compile) => {
  if (action.all_groups) return leaveAll;
  const wanted = compileGroups(action.groups, compile);
  return (step) => changeGroups(step, wanted, 'remove');
});

function leaveAll({ contact, assets }: RunStep): readonly Effect[] {
  const groups = contact.groups.filter((uuid) => assets.groups.get(uuid)?.query === null);
  return groups.length === 0 ? [] : [modify({ type: 'groups', groups, modification: 'remove' })];
}
