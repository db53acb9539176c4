import { cellsOf, type JsonObject } from '../json.ts';
import type { Comparison, Criteria, Leaf } from './criteria.ts';

/** Whether an endpoint meets the criteria as in Pinpoint: exactly, with any of its values. */
function matches(criteria: Criteria, endpoint: JsonObject): boolean {
  if ('all' in criteria) return criteria.all.every((one) => matches(one, endpoint));
  if ('any' in criteria) return criteria.any.some((one) => matches(one, endpoint));
  if ('not' in criteria) return !matches(criteria.not, endpoint);
  return matchesLeaf(criteria, endpoint);
}

/** A person is in a segment when any endpoint in use is. */
export const isIn = (criteria: Criteria, endpoints: readonly JsonObject[]): boolean =>
  endpoints.some((endpoint) => endpoint['EndpointStatus'] !== 'INACTIVE' && matches(criteria, endpoint));

function matchesLeaf(leaf: Leaf, endpoint: JsonObject): boolean {
  if ('channels' in leaf) return leaf.channels.some((channel) => channel === endpoint['ChannelType']);
  const found = cellsOf(endpoint).flatMap(([column, text]) => (column === leaf.column ? [text] : []));
  if ('texts' in leaf) return found.some((text) => leaf.texts.includes(text));
  return found.some((text) => COMPARE[leaf.operator](Number(text), leaf.value));
}

const COMPARE: Readonly<Record<Comparison, (one: number, other: number) => boolean>> = {
  '=': (one, other) => one === other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
};
