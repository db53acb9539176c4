/** A JSON object of unknown content: migrations run before the schemas. */
export type Json = Readonly<Record<string, unknown>>;

export const isJsonObject = (json: unknown): json is Json =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** Changes every object in the list under `key`; anything that is no list or no object stays as it is. */
export function mapEach(holder: Json, key: string, change: (one: Json) => Json): Json {
  const list = holder[key];
  if (!Array.isArray(list)) return holder;
  return { ...holder, [key]: list.map((one: unknown) => (isJsonObject(one) ? change(one) : one)) };
}

export const mapNodes = (definition: Json, change: (node: Json) => Json): Json => mapEach(definition, 'nodes', change);

export const mapActions = (definition: Json, change: (action: Json) => Json): Json =>
  mapNodes(definition, (node) => mapEach(node, 'actions', change));

export const mapRouters = (definition: Json, change: (router: Json) => Json): Json =>
  mapNodes(definition, (node) => {
    const { router } = node;
    return isJsonObject(router) ? { ...node, router: change(router) } : node;
  });

/** Null, missing, or an empty text. */
export const isBlank = (json: unknown): boolean => json === undefined || json === null || json === '';
