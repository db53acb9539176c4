import { resultKey } from '../../results.ts';
import { LIMITS } from '../../schema.ts';
import { isBlank, type Json } from '../json.ts';
import { isBefore, type Version } from '../version.ts';
import { migrateAction } from './actions.ts';
import { type Context, Localizer, objectsIn } from './context.ts';
import { entryUuid, flowHeadOf, flowTypeOf, flowUuidOf, languageOf, partsOf } from './head.ts';
import { layoutOf } from './layout.ts';
import { References } from './references.ts';
import { RefusedError } from './refused.ts';
import { migrateRuleSet } from './rule-sets.ts';
import { Uuids } from './uuids.ts';

/** A definition in version 13's form, and the groups and fields that it names. */
export interface MigratedFlow {
  readonly definition: Json;
  readonly groups: readonly { readonly uuid: string; readonly name: string }[];
  readonly fields: readonly { readonly key: string; readonly name: string }[];
}

/** Migrates a definition of sets of actions and rules. `flows`: uuids of the file's flows by their old numbers. */
export function migrateDefinition(
  json: Json,
  { version, flows }: { readonly version: Version; readonly flows: ReadonlyMap<unknown, string> },
): MigratedFlow {
  const parts = partsOf(json);
  const { definition, metadata } = parts;
  const context: Context = {
    uuids: new Uuids(flowUuidOf(parts)),
    language: languageOf(parts),
    isVoice: flowTypeOf(parts) === 'voice',
    translation: {
      results: resultKeys(definition),
      hasFilters: version[0] < 8,
      answers: isBefore(version, STATUS_RESULTS) ? answerKeys(definition) : new Set(),
    },
    references: new References(flows),
    localization: new Localizer(),
  };
  const nodes = nodesOf(definition, entryUuid(parts), context);
  return {
    definition: {
      ...flowHeadOf(parts),
      localization: context.localization.json(),
      nodes,
      _ui: layoutOf(definition, metadata, context.uuids),
    },
    groups: [...context.references.groups.values()],
    fields: [...context.references.fields.values()],
  };
}

/** The node that the flow enters comes first: the uppermost, where the definition does not say which. */
function nodesOf(definition: Json, entry: unknown, context: Context): readonly Json[] {
  const actionSets = objectsIn(definition, 'action_sets');
  const ruleSets = objectsIn(definition, 'rule_sets');
  const sets = [...actionSets, ...ruleSets];
  if (!('action_sets' in definition || 'rule_sets' in definition))
    throw new RefusedError({ code: 'flow_field_missing', field: 'action_sets' });
  if (sets.length > LIMITS.nodes)
    throw new RefusedError({ code: 'flow_field_most', field: 'nodes', most: LIMITS.nodes, unit: 'items' });
  const start = entrySet(entry, sets);
  const nodes = [
    ...actionSets.map((set) => ({ set, nodes: [actionNode(set, context)] })),
    ...ruleSets.map((set) => ({ set, nodes: migrateRuleSet(set, context) })),
  ];
  const [first, others] = [nodes.filter(({ set }) => set === start), nodes.filter(({ set }) => set !== start)];
  return [...first, ...others].flatMap((one) => one.nodes);
}

function entrySet(entry: unknown, sets: readonly Json[]): Json | undefined {
  const [uppermost] = sets.toSorted((a, b) => heightOf(a) - heightOf(b));
  if (isBlank(entry)) return uppermost;
  const found = sets.find(({ uuid }) => uuid === entry);
  if (found === undefined) throw new RefusedError({ code: 'flow_field_invalid', field: 'entry' });
  return found;
}

const heightOf = ({ y }: Json): number => Number(y ?? 0) || 0;

function actionNode(set: Json, context: Context): Json {
  const { uuids } = context;
  const uuid = uuids.node(set['uuid']) ?? uuids.made('node', set);
  return {
    uuid,
    actions: objectsIn(set, 'actions').map((action, i) => migrateAction(action, [uuid, i], context)),
    exits: [{ uuid: uuids.claim(set['exit_uuid'], 'exit', uuid), destination_uuid: uuids.node(set['destination']) }],
  };
}

/** The old editor kept only ASCII's letters of a name: `Âge` was `@flow._ge`. */
const legacyKey = (label: unknown): string =>
  isBlank(label)
    ? ''
    : String(label)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_');

const resultKeys = (definition: Json): ReadonlyMap<string, string> =>
  new Map(
    objectsIn(definition, 'rule_sets')
      .map(({ label }) => [legacyKey(label), resultKey(isBlank(label) ? '' : String(label))] as const)
      .filter(([old, key]) => old !== key),
  );

/** Since then, the result of a service is how the call went; before, it was what came back. */
const STATUS_RESULTS: Version = [11, 5, 0];

/** The results that only services set. */
function answerKeys(definition: Json): ReadonlySet<string> {
  const sets = Map.groupBy(objectsIn(definition, 'rule_sets'), ({ label }) => legacyKey(label));
  const isService = ({ ruleset_type: type }: Json) => type === 'webhook' || type === 'resthook';
  return new Set([...sets].filter(([key, same]) => key !== '' && same.every(isService)).map(([key]) => key));
}
