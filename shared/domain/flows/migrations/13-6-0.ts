import { isBlank, type Json, mapEach, mapRouters } from './json.ts';

/** 13.6.0: every category has a name: the default one `Other`, the rest their positions. */
export const namedCategories = (definition: Json): Json =>
  mapRouters(definition, (router) => {
    let position = 0;
    return mapEach(router, 'categories', (category) => {
      position += 1;
      if (!isBlank(category['name'])) return category;
      const isDefault = category['uuid'] !== undefined && category['uuid'] === router['default_category_uuid'];
      return { ...category, name: isDefault ? 'Other' : `Category ${position}` };
    });
  });
