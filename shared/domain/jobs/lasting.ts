import { maskQuery } from '../../query/query.ts';
import { MASK } from '../contacts/anon.ts';
import type { JobInput } from './job.ts';

/**
 * What is kept of a job's input when it has been used: nothing by which a person is named, since that person may be deleted for good
 * while the job is still listed. Values of queries and of parameters are masked; what was asked for stays to be seen.
 */
export const lastingInput = ({ selection, params }: JobInput): JobInput => ({
  selection: 'query' in selection ? { ...selection, query: maskQuery(selection.query, MASK) } : selection,
  params: maskValues(params),
});

/** Texts and numbers are masked wherever they are; keys stay, which are the flow's words. */
const maskValues = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'string' || typeof one === 'number' ? MASK : one)));
