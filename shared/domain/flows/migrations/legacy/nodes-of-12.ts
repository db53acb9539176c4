import { isBlank, isJsonObject, type Json, mapEach, mapNodes } from '../json.ts';
import { objectsIn } from './context.ts';
import { flowUuid } from './references.ts';
import { isUuid, Uuids } from './uuids.ts';

/**
 * Version 12 already had nodes. Exits had names, of which version 13 made categories; the wait was part of the node,
 * and `destination_node_uuid` led to the next one.
 */
export function migrateNodes(definition: Json): Json {
  const uuid = isUuid(definition['uuid']) ? definition['uuid'] : flowUuid(definition['id'], definition['name']);
  const uuids = new Uuids(uuid);
  return { ...mapNodes(definition, (node) => migrateNode(node, uuids)), uuid, spec_version: '13.0.0' };
}

function migrateNode(node: Json, uuids: Uuids): Json {
  const { wait, router, ...rest } = mapEach(node, 'exits', migrateExit);
  const exits = objectsIn(node, 'exits');
  if (!isJsonObject(router)) return wait && exits.length > 0 ? withWait(rest, wait, exits, uuids) : rest;
  const routed = 'categories' in router ? router : withCategories(router, exits, uuids);
  return { ...rest, router: { ...routed, ...(!isBlank(wait) && { wait }) } };
}

const migrateExit = ({ destination_node_uuid: to, name: _, ...exit }: Json): Json => ({
  ...exit,
  ...(to !== undefined && { destination_uuid: to }),
});

/** A wait without a router left by its first exit. */
function withWait(node: Json, wait: unknown, exits: readonly Json[], uuids: Uuids): Json {
  const uuid = categoryUuid(exits[0]?.['uuid'], uuids);
  const categories = [{ uuid, name: 'All Responses', exit_uuid: exits[0]?.['uuid'] }];
  const router = { type: 'switch', operand: '@input', cases: [], categories, default_category_uuid: uuid, wait };
  return { ...node, router };
}

const categoryUuid = (exit: unknown, uuids: Uuids): string => uuids.made('category', exit);

function withCategories({ default_exit_uuid: fallback, ...router }: Json, exits: readonly Json[], uuids: Uuids): Json {
  const categories = exits.map(({ uuid, name }) => ({ uuid: categoryUuid(uuid, uuids), name, exit_uuid: uuid }));
  const routed = mapEach(router, 'cases', ({ exit_uuid: exit, ...one }) => ({
    ...one,
    ...(exit !== undefined && { category_uuid: categoryUuid(exit, uuids) }),
  }));
  return {
    ...routed,
    categories,
    ...(!isBlank(fallback) && { default_category_uuid: categoryUuid(fallback, uuids) }),
  };
}
