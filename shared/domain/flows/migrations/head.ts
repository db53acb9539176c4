import { isBlank, isJsonObject, type Json, mapEach, mapNodes } from './json.ts';

/** What TextIt adds to a definition without a head, and empty lists in place of null, in any version. */
export function readHead(definition: Json): Json {
  const { language, type, revision } = definition;
  const head = {
    ...definition,
    ...(isBlank(language) && { language: 'und' }),
    ...(isBlank(type) && { type: 'messaging' }),
    ...(revision === null && { revision: 0 }),
  };
  return mapNodes(listOf(head, 'nodes'), (node) => {
    const { router } = node;
    const listed = listOf(node, 'actions');
    if (!isJsonObject(router)) return listed;
    return { ...listed, router: mapEach(listOf(router, 'cases'), 'cases', (one) => listOf(one, 'arguments')) };
  });
}

const listOf = (holder: Json, key: string): Json => (holder[key] === null ? { ...holder, [key]: [] } : holder);
