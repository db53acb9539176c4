import type { Json } from '../json.ts';
import { objectsIn } from './context.ts';
import type { Uuids } from './uuids.ts';

/** By the type of rule set, what the editor calls its node; waits for anything but text are named after themselves. */
const NODE_TYPES: ReadonlyMap<unknown, string> = new Map([
  ['airtime', 'split_by_airtime'],
  ['contact_field', 'split_by_contact_field'],
  ['expression', 'split_by_expression'],
  ['flow_field', 'split_by_run_result'],
  ['form_field', 'split_by_run_result_delimited'],
  ['group', 'split_by_groups'],
  ['random', 'split_by_random'],
  ['resthook', 'split_by_resthook'],
  ['subflow', 'split_by_subflow'],
  ['webhook', 'split_by_webhook'],
]);

/** Where the editor shows the nodes and notes of a definition. */
export function layoutOf(definition: Json, metadata: Json, uuids: Uuids): Json {
  const sets = [...objectsIn(definition, 'action_sets'), ...objectsIn(definition, 'rule_sets')];
  const nodes = sets.map((set) => [uuids.node(set['uuid']) ?? '', { position: positionOf(set), type: typeOf(set) }]);
  const stickies = objectsIn(metadata, 'notes').map((note, i) => [
    uuids.made('note', i),
    { position: positionOf(note), title: textOf(note['title']), body: textOf(note['body']), color: 'yellow' },
  ]);
  return { nodes: Object.fromEntries(nodes), stickies: Object.fromEntries(stickies) };
}

const typeOf = ({ rules, ruleset_type: type }: Json): string =>
  rules === undefined ? 'execute_actions' : (NODE_TYPES.get(type) ?? 'wait_for_response');

const positionOf = ({ x, y }: Json): Json => ({ left: Number(x) || 0, top: Number(y) || 0 });

const textOf = (json: unknown): string => (typeof json === 'string' ? json : '');
