import { maskQuery } from '../../query/query.ts';
import { MASK } from '../contacts/anon.ts';
import type { JobInput } from './job.ts';
import type { Selection } from './selection.ts';

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
