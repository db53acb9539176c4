import { FIELD_TYPES, type FieldType } from '../../workspace.ts';
import { isObject } from '../json.ts';

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
