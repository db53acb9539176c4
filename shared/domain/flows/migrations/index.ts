import { baseIsUnd } from './13-2-0.ts';
import { namedCategories } from './13-6-0.ts';
import { cutNames } from './13-6-1.ts';
import { emptyIsMatch } from './14-0-0.ts';
import { languagesOfThreeLetters } from './14-2-0.ts';
import { noDefaultIsNull } from './14-4-1.ts';
import { fittingArguments } from './14-4-2.ts';
import { readHead } from './head.ts';
import { isJsonObject, type Json } from './json.ts';
import { CURRENT, isBefore, parseVersion, type Version } from './version.ts';

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
