import { conditionsOf, type Query } from '../../query/query.ts';
import type { ContactId, FlowId } from '../ids.ts';

/** Who ran through flows, as far as a query asks. */
export interface Histories {
  /** Of the requested flows, those that a contact ran through. */
  flowsOf(contact: ContactId): readonly FlowId[];
}

/** Flows whose runs a query needs; `every`: whether there were any at all. */
export type HistoryNeeds = ReadonlySet<FlowId> | 'every';

/** The runs that must be read before a query can be evaluated; null for most queries. */
export function historyNeeds(query: Query): HistoryNeeds | null {
  const asked = conditionsOf(query).filter(
    ({ property }) => property.type === 'attribute' && property.key === 'history',
  );
  if (asked.length === 0) return null;
  const flows = asked.map(({ asset }) => asset);
  return flows.includes(null) ? 'every' : new Set(flows.flatMap((flow) => (flow ? [flow.uuid as FlowId] : [])));
}

const unasked = (): never => {
  throw new Error('The query asks for runs, which were not read');
};

/** For a search without histories: throws if the query needs them after all. */
export const NOT_READ: Histories = { flowsOf: unasked };
