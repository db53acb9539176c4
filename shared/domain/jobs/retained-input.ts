import { maskQuery } from '../../query/query.ts';
import { MASK } from '../contacts/anon.ts';
import type { JobInput } from './job.ts';
import type { Selection } from './selection.ts';

/**
 * What is kept of a job's input when it has been used: nothing by which a person is named, since that person may be deleted for good
 * while the job is still listed. Values of queries and of parameters are masked; what was asked for stays to be seen.
 */
export const lastingInput = ({ selection, params }: JobInput): JobInput => ({
  selection: lastingSelection(selection),
  params: maskValues(params),
});

/** The same of the selection alone. */
export const lastingSelection = (selection: Selection): Selection =>
  'query' in selection ? { ...selection, query: maskQuery(selection.query, MASK) } : selection;

/** Texts and numbers are masked wherever they are; keys stay, which are the flow's words. */
const maskValues = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'string' || typeof one === 'number' ? MASK : one)));
