import { isBlank, type Json, mapEach, mapRouters } from './json.ts';

/** 14.0.0: a category without a name is `Match`. */
export const emptyIsMatch = (definition: Json): Json =>
  mapRouters(definition, (router) =>
    mapEach(router, 'categories', (category) =>
      isBlank(category['name']) ? { ...category, name: 'Match' } : category,
    ),
  );
