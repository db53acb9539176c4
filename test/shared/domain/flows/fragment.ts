import type { Flow } from '../../../../shared/domain/flows/definition.ts';
import { parseFlow } from '../../../../shared/domain/flows/definition.ts';
import { describeProblem } from '../../../../shared/domain/flows/problem.ts';
import { sentenceOf } from '../../../../shared/lambda/http/refusals.ts';
import { groupId } from '../contacts/world.ts';

export type Json = Readonly<Record<string, unknown>>;

/** `uuid(7)`: the uuid of the seventh thing of a definition. */
export const uuid = (n: number): string => `00000000-0000-4000-a000-${String(n).padStart(12, '0')}`;

export const FLOW = uuid(1);
export const NODE = uuid(2);
export const EXIT = uuid(3);

/** A definition with the given parts; the rest is as simple as possible. */
export const definition = (part: Json): Json => ({
  uuid: FLOW,
  name: 'Cases',
  spec_version: '13.1.0',
  language: 'eng',
  type: 'messaging',
  nodes: [],
  ...part,
});

/** A definition of one node that does these actions; actions without a uuid get `uuid(100)` and on. */
export const actionsFlow = (actions: readonly Json[]): Json =>
  definition({
    nodes: [
      {
        uuid: NODE,
        actions: actions.map((action, i) => ({ uuid: uuid(100 + i), ...action, ...withIds(action['groups']) })),
        exits: [{ uuid: EXIT, destination_uuid: null }],
      },
    ],
  });

/** Groups by name alone get the uuid that they have in the cases' workspace. */
const withIds = (groups: unknown): Json =>
  Array.isArray(groups)
    ? {
        groups: groups.map((group: Json) =>
          'name' in group ? { uuid: groupId(String(group['name'])), ...group } : group,
        ),
      }
    : {};

export function flowOf(json: Json): Flow {
  const reading = parseFlow(json);
  if (!reading.ok) throw new Error(reading.problems.map((one) => sentenceOf(describeProblem(one))).join('; '));
  return reading.flow;
}
