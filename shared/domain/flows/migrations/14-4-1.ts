import { type Json, mapRouters } from './json.ts';

/** 14.4.1: a router without a default category has null there, not an empty text. */
export const noDefaultIsNull = (definition: Json): Json =>
  mapRouters(definition, (router) =>
    router['default_category_uuid'] === '' ? { ...router, default_category_uuid: null } : router,
  );
