import { isObject } from '../../cells/json.ts';
import { FIELD_TYPES, type FieldType } from '../../workspace.ts';

/** Fields and groups of the source, by what its contacts call them. */
export interface SourceAssets {
  /** By key. */
  readonly fields: Readonly<Record<string, { readonly name: string; readonly type: FieldType }>>;
  /** `query`: of a smart one; null: a static one. */
  readonly groups: readonly { readonly name: string; readonly query: string | null }[];
}

/** From lists of fields and groups, without the system's own. */
export function sourceAssetsOf(fields: readonly unknown[], groups: readonly unknown[]): SourceAssets {
  return {
    fields: Object.fromEntries(
      fields
        .filter(isObject)
        .map(({ key, name, type }) => [
          String(key),
          { name: String(name), type: FIELD_TYPES.find((one) => one === type) ?? 'text' },
        ]),
    ),
    groups: groups
      .filter(isObject)
      .filter(({ system }) => system !== true)
      .map(({ name, query }) => ({ name: String(name), query: typeof query === 'string' ? query : null })),
  };
}

/** The first line of a pulled file of contacts, whose texts are literal. */
export const headOf = ({ fields }: SourceAssets): string =>
  JSON.stringify({ dormouse_export: 1, pulled: true, fields: Object.values(fields) });

interface Line {
  readonly line: string;
  /** An anonymous workspace hides some of its addresses. */
  readonly hidden: boolean;
}

/**
 * A contact of TextIt's API as an import line. Smart groups are left out, because queries decide about them. Broken
 * parts are left out too; without an address and a uuid, the import refuses the line.
 *
 * @param isKnown - it may exist here already, so the line also names groups and fields that it does not have
 */
export function lineOf(contact: unknown, known: SourceAssets, isKnown: boolean): Line {
  const { uuid, name, language, status, created_on, last_seen_on, ...rest } = isObject(contact) ? contact : {};
  const all = listOf(rest['urns']).filter((urn) => typeof urn === 'string');
  const urns = all.filter((urn) => !urn.endsWith('********'));
  const clear = isKnown ? '--' : null;
  const line = JSON.stringify({
    uuid,
    name: name ?? clear,
    language: language ?? clear,
    status,
    created_on,
    last_seen_on,
    urns,
    ...memberships(listOf(rest['groups']), known, isKnown),
    fields: valuesOf(rest['fields'], known, clear),
  });
  return { line, hidden: urns.length < all.length };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function memberships(groups: readonly unknown[], known: SourceAssets, isKnown: boolean): Record<string, boolean> {
  const member = new Set(groups.filter(isObject).map(({ name }) => name));
  const named = known.groups.filter(({ name, query }) => query === null && (isKnown || member.has(name)));
  return Object.fromEntries(named.map(({ name }) => [`Group:${name}`, member.has(name)]));
}

const valuesOf = (values: unknown, { fields }: SourceAssets, clear: '--' | null): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(isObject(values) ? values : {}).map(([key, value]) => [fields[key]?.name ?? key, value ?? clear]),
  );
