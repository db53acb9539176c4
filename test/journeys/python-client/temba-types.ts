/**
 * What the objects of TextIt's Python client read of an answer, and what they refuse (reference 7.4). Unknown keys are
 * ignored; a simple value may be missing or of any type.
 */
type Kind =
  | 'integer'
  | 'boolean'
  | 'list'
  | 'datetime'
  /** A dictionary; may not be missing. */
  | 'values'
  /** An object, or null. */
  | { readonly object: Shape }
  /** A list of objects; may neither be missing nor null. */
  | { readonly objects: Shape };

type Shape = Readonly<Record<string, Kind>>;

/** A uuid and a name, both simple. */
const REFERENCE: Shape = {};

const RUNS: Shape = Object.fromEntries(
  ['active', 'waiting', 'completed', 'interrupted', 'expired', 'failed'].map((key) => [key, 'integer'] as const),
);

/** By endpoint, what is not simple of the client's class. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'contacts.json': {
    urns: 'list',
    groups: { objects: REFERENCE },
    flow: { object: REFERENCE },
    created_on: 'datetime',
    modified_on: 'datetime',
    last_seen_on: 'datetime',
  },
  'groups.json': { count: 'integer', system: 'boolean' },
  'fields.json': {},
  'flows.json': {
    archived: 'boolean',
    labels: { objects: REFERENCE },
    expires: 'integer',
    runs: { object: RUNS },
    results: { objects: { categories: 'list', node_uuids: 'list' } },
    created_on: 'datetime',
  },
  'flow_starts.json': {
    flow: { object: REFERENCE },
    contacts: { objects: REFERENCE },
    groups: { objects: REFERENCE },
    restart_participants: 'boolean',
    exclude_active: 'boolean',
    created_on: 'datetime',
    modified_on: 'datetime',
  },
  'messages.json': {
    contact: { object: REFERENCE },
    labels: { objects: REFERENCE },
    attachments: 'list',
    created_on: 'datetime',
    sent_on: 'datetime',
    modified_on: 'datetime',
  },
  'runs.json': { path: { objects: { time: 'datetime' } }, values: 'values' },
  'org.json': { languages: 'list', anon: 'boolean' },
  'definitions.json': { flows: 'list', campaigns: 'list', triggers: 'list', fields: 'list', groups: 'list' },
};

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Throws where the client raises TembaSerializationException. */
export function deserialize(endpoint: string, item: unknown): void {
  read(SHAPES[endpoint] ?? {}, item, endpoint);
}

function read(shape: Shape, item: unknown, place: string): void {
  if (!isObject(item)) throw new TypeError(`${place} is not an object: ${JSON.stringify(item)}`);
  for (const [key, kind] of Object.entries(shape)) readValue(kind, item[key], `${place} ${key}`);
}

function readValue(kind: Kind, value: unknown, place: string): void {
  const wrong = new TypeError(`Value '${JSON.stringify(value)}' of ${place} is no ${JSON.stringify(kind)}`);
  if (typeof kind === 'object' && 'objects' in kind) {
    if (!Array.isArray(value)) throw wrong;
    for (const one of value) read(kind.objects, one, place);
  } else if (kind === 'values') {
    if (!isObject(value)) throw wrong;
  } else if (value !== null && value !== undefined) {
    if (typeof kind === 'object') read(kind.object, value, place);
    else if (!SIMPLE[kind](value)) throw wrong;
  }
}

const SIMPLE: Readonly<Record<'integer' | 'boolean' | 'list' | 'datetime', (value: unknown) => boolean>> = {
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  list: Array.isArray,
  datetime: (value) => typeof value === 'string' && ISO.test(value),
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
