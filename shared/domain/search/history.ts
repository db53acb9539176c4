import { conditionsOf, type Query } from '../../query/query.ts';
import type { ContactId, FlowId } from '../ids.ts';

/** Who ran through flows, as far as a query asks. */
export interface Histories {
  /** The flows that a contact ran through, of those asked for. */
  flowsOf(contact: ContactId): readonly FlowId[];
  /** The contacts that ran through a flow; null when they are too many to be read one by one. */
  contactsOf(flow: FlowId): readonly ContactId[] | null;
}

/** Flows whose runs a query asks for; `every`: whether there were any at all. */
export type HistoryNeeds = ReadonlySet<FlowId> | 'every';

/** What must be known of runs before a query can be evaluated; null for most queries: nothing. */
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

/** Of a search that was not given any: it throws when the query asks for runs after all. */
export const NOT_READ: Histories = { flowsOf: unasked, contactsOf: unasked };
