import * as z from 'zod/mini';
import type { Modifier } from '../../contacts/modifiers/modifier.ts';
import { type GroupId, parseUuid } from '../../ids.ts';
import { boundedArray } from '../../schema.ts';
import type { Group } from '../../workspace.ts';
import { error, missing, modify, textAt } from '../effects.ts';
import type { Effect, RunStep } from '../flow.ts';
import type { Template } from '../template/template.ts';
import { type Compile, templateOf } from './action.ts';

const named = z.looseObject({
  uuid: z.string().check(z.minLength(1)),
  name: z.optional(z.string().check(z.maxLength(64))),
});
const matched = z.looseObject({ name_match: templateOf(1_000) });

/** Groups as the group actions name them, at most 100: by uuid, or by a template that gives a name. */
export const groupsSchema = boundedArray(z.union([matched, named]), 100);

type GroupWanted =
  | { readonly type: 'uuid'; readonly uuid: string; readonly name: string }
  | { readonly type: 'name'; readonly template: Template };

export const compileGroups = (groups: z.output<typeof groupsSchema>, compile: Compile): readonly GroupWanted[] =>
  groups.map((group) =>
    'name_match' in group && typeof group.name_match === 'string'
      ? { type: 'name', template: compile(group.name_match) }
      : { type: 'uuid', uuid: String(group['uuid']), name: String(group['name'] ?? '') },
  );

/** Joins or leaves the groups. A missing group is an error event; a failed expression skips the action. */
export function changeGroups(
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
