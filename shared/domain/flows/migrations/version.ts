import type { Refusal } from '../../refusals/refusal.ts';
import { isBlank, isJsonObject, type Json } from './json.ts';

/** Major, minor and patch. */
export type Version = readonly [number, number, number];

/** What this engine reads and writes (TextIt 8.1). */
export const CURRENT = '14.4.2';

/** The first version with nodes and categories; `legacy` migrates those before it. */
const NODES: Version = [13, 0, 0];
/** The first version of which exports exist. */
const OLDEST: Version = [3, 0, 0];
/** The last version with sets of actions and rules. Bare definitions may leave it out. */
const LAST_LEGACY: Version = [11, 12, 0];
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

type Age =
  | { readonly type: 'nodes' }
  | { readonly type: 'legacy'; readonly version: Version }
  | { readonly type: 'unread'; readonly why: Refusal };

/** How a definition is read. `file`: the version of its export file, which holds where it says none itself. */
export function ageOf(json: unknown, file: Version | null): Age {
  if (!isJsonObject(json)) return { type: 'nodes' };
  const written = writtenVersion(json);
  const version = parseVersion(written) ?? (isOldShape(json) ? versionOfFile(file) : null);
  if (version === null)
    return isBlank(written) && 'nodes' in json
      ? { type: 'unread', why: { code: 'flow_field_missing', field: 'spec_version' } }
      : { type: 'nodes' };
  if (isBefore(version, OLDEST)) return { type: 'unread', why: { code: 'flow_too_old', version: String(written) } };
  if (isBefore(version, NODES)) return { type: 'legacy', version };
  if (isBefore(version, TOO_NEW)) return { type: 'nodes' };
  return { type: 'unread', why: { code: 'flow_too_new', version: version.join('.') } };
}

const versionOfFile = (file: Version | null): Version => (file !== null && isBefore(file, NODES) ? file : LAST_LEGACY);

function writtenVersion({ spec_version, version, definition }: Json): unknown {
  if (!isBlank(spec_version)) return spec_version;
  if (!isBlank(version)) return version;
  return isJsonObject(definition) ? (definition['spec_version'] ?? definition['version']) : undefined;
}

const OLD_KEYS = ['action_sets', 'rule_sets', 'base_language', 'flow_type', 'definition', 'metadata'] as const;

const isOldShape = (json: Json): boolean => isBlank(json['spec_version']) && OLD_KEYS.some((key) => key in json);
