import { cutNames } from './13-6-1.ts';
import { fittingArguments } from './14-4-2.ts';
import { isBlank, isJsonObject, type Json, mapEach, mapNodes, mapRouters } from './json.ts';
import { CURRENT, isBefore, parseVersion, type Version } from './version.ts';

/** 13.2.0: texts of unknown language are in `und` (ISO 639-3) instead of `base`. */
function baseIsUnd(definition: Json): Json {
  const { language, localization } = definition;
  return {
    ...definition,
    ...(language === 'base' && { language: 'und' }),
    ...(isJsonObject(localization) && { localization: renamed(localization) }),
  };
}

const renamed = (localization: Json): Json =>
  Object.fromEntries(
    Object.entries(localization).map(([language, texts]) => [language === 'base' ? 'und' : language, texts]),
  );

/** 13.6.0: every category has a name: the default one `Other`, the rest their positions. */
const namedCategories = (definition: Json): Json =>
  mapRouters(definition, (router) => {
    let position = 0;
    return mapEach(router, 'categories', (category) => {
      position += 1;
      if (!isBlank(category['name'])) return category;
      const isDefault = category['uuid'] !== undefined && category['uuid'] === router['default_category_uuid'];
      return { ...category, name: isDefault ? 'Other' : `Category ${position}` };
    });
  });

/** 14.0.0: a category without a name is `Match`. */
const emptyIsMatch = (definition: Json): Json =>
  mapRouters(definition, (router) =>
    mapEach(router, 'categories', (category) =>
      isBlank(category['name']) ? { ...category, name: 'Match' } : category,
    ),
  );

/** 14.2.0: translations go whose language has not three letters. */
function languagesOfThreeLetters(definition: Json): Json {
  const { localization } = definition;
  if (!isJsonObject(localization)) return definition;
  const kept = Object.entries(localization).filter(([language]) => /^[a-z]{3}$/i.test(language));
  return { ...definition, localization: Object.fromEntries(kept) };
}

/** 14.4.1: a router without a default category has null there, not an empty text. */
const noDefaultIsNull = (definition: Json): Json =>
  mapRouters(definition, (router) =>
    router['default_category_uuid'] === '' ? { ...router, default_category_uuid: null } : router,
  );

/** What TextIt adds to a definition without a head, and empty lists in place of null, in any version. */
function readHead(definition: Json): Json {
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

export { CURRENT, parseVersion, versionProblem } from './version.ts';

/** The migrations by version, without TextIt's for messages and calls: a flow with messages is kept as is. */
const STEPS: readonly { readonly version: Version; readonly migrate: (definition: Json) => Json }[] = [
  { version: [13, 2, 0], migrate: baseIsUnd },
  { version: [13, 6, 0], migrate: namedCategories },
  { version: [13, 6, 1], migrate: cutNames },
  { version: [14, 0, 0], migrate: emptyIsMatch },
  { version: [14, 2, 0], migrate: languagesOfThreeLetters },
  { version: [14, 4, 1], migrate: noDefaultIsNull },
  { version: [14, 4, 2], migrate: fittingArguments },
];

/** Migrates versions 13 and 14 to the current one. The schema refuses anything else, unchanged. */
export function migrate(json: unknown): unknown {
  const version = isJsonObject(json) ? parseVersion(json['spec_version']) : null;
  if (!isJsonObject(json) || version === null) return json;
  const due = STEPS.filter((step) => isBefore(version, step.version));
  const migrated = due.reduce((definition, step) => step.migrate(definition), readHead(json));
  return { ...migrated, spec_version: CURRENT };
}
