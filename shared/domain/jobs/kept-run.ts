import { maskQuery } from '../../query/query.ts';
import { MASK } from '../contacts/anon.ts';
import type { RunErrorEvent } from '../contacts/error-event.ts';
import type { PlacedError, Results, Run } from '../flows/flow.ts';
import type { Instant } from '../instant.ts';
import type { Selection } from '../selection/selection.ts';
import { truncate } from '../text/truncate.ts';
import type { JobInput, Tally } from './job.ts';

/** A job's input without what identifies a person: the values of queries and parameters are masked. */
export const lastingInput = ({ selection, params }: JobInput): JobInput => ({
  selection: lastingSelection(selection),
  params: maskValues(params),
});

/** The same for the selection alone. */
export const lastingSelection = (selection: Selection): Selection =>
  'query' in selection ? { ...selection, query: maskQuery(selection.query, MASK) } : selection;

/** Masks texts and numbers; keys stay, because they are the flow's words. */
const maskValues = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'string' || typeof one === 'number' ? MASK : one)));

/** What is kept of a contact's run, in the contact's own history. */
export interface KeptRun {
  /** Its last nodes, in order. */
  readonly path: readonly string[];
  /** The number of errors of each kind. */
  readonly counts: Tally;
  /** The first of them. */
  readonly errors: readonly RunErrorEvent[];
  readonly values: RunValues;
}

interface RunValue {
  readonly name: string;
  readonly value: string;
  readonly category: string;
  readonly node: string;
  readonly time: Instant;
  readonly input?: string;
}

export type RunValues = Readonly<Record<string, RunValue>>;

/** Steps of a path that are kept: longer paths would make a slice's outcomes too large. */
export const KEPT_STEPS = 32;
/** Errors of a run that are kept with their texts; all are counted. */
const ERRORS = 10;
/** Characters of a text, which may quote a value. */
const TEXT = 500;
/** Characters of a run's values, which share an item with the errors. */
const VALUES = 60_000;

export function keptRun({ path, errors, results }: Pick<Run, 'path' | 'errors' | 'results'>): KeptRun {
  const { values, left } = keptValues(results);
  const all = left === 0 ? errors : [...errors, tooManyValues(left)];
  return {
    path: path.slice(-KEPT_STEPS).map(({ node }) => node),
    counts: Object.fromEntries([...Map.groupBy(all, ({ kind }) => kind)].map(([kind, some]) => [kind, some.length])),
    errors: keptErrors(all),
    values,
  };
}

/** A run whose contact could not be stored. */
export const brokenRun = (kind: string, text: string): KeptRun => ({
  path: [],
  counts: { [kind]: 1 },
  errors: keptErrors([{ event: { type: 'failure', text }, kind, node: null, action: null }]),
  values: {},
});

/** Whether a run left anything in the history besides the contact's change. */
export const hasDetails = ({ counts, values }: KeptRun): boolean =>
  Object.keys(counts).length > 0 || Object.keys(values).length > 0;

/** The first of each kind comes before others, so that each kind has an example. */
function keptErrors(errors: readonly PlacedError[]): readonly RunErrorEvent[] {
  const firsts = [...Map.groupBy(errors, ({ kind }) => kind).values()].flatMap(([first]) => first ?? []);
  return [...new Set([...firsts, ...errors])].slice(0, ERRORS).map(({ event, kind, node, action }) => ({
    ...event,
    text: truncate(event.text, TEXT),
    _kind: kind,
    _node: node,
    _action: action,
  }));
}

function keptValues(results: Results): { readonly values: RunValues; readonly left: number } {
  const values: [key: string, RunValue][] = [];
  let room = VALUES;
  let left = 0;
  for (const [key, { name, value, category, input, node_uuid: node, created_on: time }] of Object.entries(results)) {
    const kept = { name, value, category, node, time, ...(input !== undefined && { input: truncate(input, TEXT) }) };
    room -= JSON.stringify(kept).length + key.length;
    if (room < 0) left++;
    else values.push([key, kept]);
  }
  return { values: Object.fromEntries(values), left };
}

const tooManyValues = (left: number): PlacedError => ({
  event: { type: 'error', text: `${left} results are not kept: together they are too large` },
  kind: 'results:too_large',
  node: null,
  action: null,
});
