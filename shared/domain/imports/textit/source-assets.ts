import { FIELD_TYPES, type FieldType } from '../../workspace.ts';
import { isObject } from '../segments/segment.ts';

/** What contacts of the source refer to, by what they call it. */
export interface SourceAssets {
  /** By their keys. */
  readonly fields: Readonly<Record<string, { readonly name: string; readonly type: FieldType }>>;
  /** `query`: of a smart one; null: a static one. */
  readonly groups: readonly { readonly name: string; readonly query: string | null }[];
}

/** What lists of fields and groups say; groups of the system itself are left out. */
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
