import type { Refusal } from '../../refusals/refusal.ts';
import { isBlank, isJsonObject, type Json } from './json.ts';

/** Major, minor and patch. */
export type Version = readonly [number, number, number];

/** What this engine reads and writes (TextIt 8.1). */
export const CURRENT = '14.4.2';

/** The first version that is read: the one of today's exports. */
const OLDEST: Version = [13, 0, 0];
/** The last version with sets of actions and rules. Its definitions may leave it out. */
const LAST_OF_SETS = '11.12';
/** The first version that is unknown here (8.1). */
const TOO_NEW: Version = [14, 5, 0];

/** Reads `13`, `"13.1"` or `"13.1.0"` as a version; null for anything else. */
export function parseVersion(json: unknown): Version | null {
  const text = typeof json === 'number' ? String(json) : json;
  if (typeof text !== 'string') return null;
  const [, major, minor = '0', patch = '0'] = /^\s*(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?\s*$/.exec(text) ?? [];
  return major === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

export const isBefore = ([a, b, c]: Version, [x, y, z]: Version): boolean =>
  a < x || (a === x && (b < y || (b === y && c < z)));

/** Why a definition's version is not read here; null for one that is. */
export function versionProblem(json: unknown): Refusal | null {
  if (!isJsonObject(json)) return null;
  const written = writtenVersion(json);
  const version = parseVersion(written);
  if (version === null) {
    if (isOldShape(json)) return { code: 'flow_too_old', version: LAST_OF_SETS };
    return isBlank(written) && 'nodes' in json ? { code: 'flow_field_missing', field: 'spec_version' } : null;
  }
  if (isBefore(version, OLDEST)) return { code: 'flow_too_old', version: String(written) };
  return isBefore(version, TOO_NEW) ? null : { code: 'flow_too_new', version: version.join('.') };
}

function writtenVersion({ spec_version, version, definition }: Json): unknown {
  if (!isBlank(spec_version)) return spec_version;
  if (!isBlank(version)) return version;
  return isJsonObject(definition) ? (definition['spec_version'] ?? definition['version']) : undefined;
}

const OLD_KEYS = ['action_sets', 'rule_sets', 'base_language', 'flow_type', 'definition', 'metadata'] as const;

const isOldShape = (json: Json): boolean => isBlank(json['spec_version']) && OLD_KEYS.some((key) => key in json);
