import { SCHEMES } from '../../contacts/urn-schemes.ts';
import type { Refusal } from '../../refusals/refusal.ts';
import { CONTACT_KEYS } from './contact.ts';
import type { TopLevel } from './names.ts';

/**
 * What is in a value: `text` has no properties, `open` is decided later, `none` is empty for a reason. Of a `global`,
 * who reads the flow knows whether it exists.
 */
type Shape =
  | 'text'
  | 'open'
  | 'global'
  | { readonly keys: Readonly<Record<string, Shape>> }
  | { readonly items: Shape }
  | { readonly none: string };

const keys = (...names: readonly string[]): Readonly<Record<string, Shape>> =>
  Object.fromEntries(names.map((name) => [name, 'text']));

const group: Shape = { keys: keys('uuid', 'name') };

const contact: Shape = {
  keys: {
    ...keys(...CONTACT_KEYS),
    fields: 'open',
    groups: { items: group },
    urns: { items: 'text' },
    channel: { none: 'there are no channels here' },
    tickets: { none: 'there are no tickets here' },
  },
};

const urns: Shape = { keys: keys(...SCHEMES.keys()) };

const flow: Shape = { keys: keys('uuid', 'name', 'revision') };

/** `@child` and `@parent`. */
const otherRun: Shape = {
  keys: {
    ...keys('uuid', 'status'),
    contact,
    flow,
    fields: 'open',
    results: 'open',
    urns,
    run: { keys: keys('uuid', 'status') },
  },
};

const noUser: Shape = { none: 'starts have no users here' };
const noMessage: Shape = { none: 'there are no messages in a flow here' };

/** What every run has under each name (TextIt 8.10). */
const SHAPES = {
  child: otherRun,
  contact,
  fields: 'open',
  globals: 'global',
  legacy_extra: 'open',
  locals: 'open',
  parent: otherRun,
  node: { keys: { ...keys('uuid', 'visit_count'), categories: { items: 'text' } } },
  results: 'open',
  run: {
    keys: {
      ...keys('uuid', 'status', 'created_on', 'exited_on'),
      contact,
      flow,
      results: 'open',
      locals: 'open',
    },
  },
  trigger: {
    keys: {
      ...keys('type', 'origin'),
      params: 'open',
      user: noUser,
      keyword: noMessage,
      campaign: { none: 'there are no campaigns here' },
    },
  },
  urns,
} as const satisfies Record<TopLevel, Shape>;

/** Why a path in an expression can never have a value (`contact.shoe`), or null, in any case. */
export function neverThere(name: TopLevel, path: readonly string[], expression: string): Refusal | null {
  let shape: Shape = SHAPES[name];
  let place: string = name;
  for (const key of path) {
    if (shape === 'open') return null;
    if (shape === 'global') return { code: 'flow_global_unknown', expression, key: key.toLowerCase() };
    if (shape === 'text') return { code: 'flow_no_properties', expression, name: place };
    if ('none' in shape) return { code: 'flow_name_not_here', expression, name: `${place}.${key}`, reason: shape.none };
    const next = below(shape, key);
    place = `${place}.${key}`;
    if (next === undefined) return { code: 'flow_name_unknown', expression, name: place };
    shape = next;
  }
  return null;
}

function below(shape: Extract<Shape, { keys: unknown } | { items: unknown }>, key: string): Shape | undefined {
  if ('items' in shape) return /^\d+$/.test(key) ? shape.items : undefined;
  return Object.hasOwn(shape.keys, key.toLowerCase()) ? shape.keys[key.toLowerCase()] : undefined;
}
