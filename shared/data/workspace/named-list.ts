import { isDeepStrictEqual } from 'node:util';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { nameKey } from '../../domain/workspace-names.ts';
import {
  CONFLICT,
  type Data,
  getItem,
  type ItemCondition,
  isAbsent,
  put,
  RACES,
  retryOnConflict,
  transact,
  update,
  type Write,
  withoutKey,
} from '../dynamo/index.ts';
import {
  bumpCount,
  bumpRevision,
  claimName,
  itemsOf,
  type NamedKind,
  type RefusedWrite,
  releaseName,
  workspacePk,
} from './items.ts';

/** Groups and fields: no two of a list have one name, in any case, and a workspace has only so many. */
interface NamedItem {
  readonly name: string;
  readonly createdOn: Instant;
}

interface Description<Item extends NamedItem> {
  readonly kind: NamedKind;
  idOf(item: Item): string;
  /** Fails when a concurrent change matters to this one. */
  isStill(known: Item): ItemCondition;
}

export type StoredNamed<Item, Reason> = { readonly ok: true; readonly item: Item } | RefusedWrite<Reason>;

export function namedList<Item extends NamedItem>({ kind, idOf, isStill }: Description<Item>) {
  const prefix = `${kind.toUpperCase()}#`;
  const keyOf = (workspace: WorkspaceId, id: string) => ({ pk: workspacePk(workspace), sk: `${prefix}${id}` });

  const find = async (data: Data, workspace: WorkspaceId, id: string): Promise<Item | null> => {
    const stored = await getItem<Item>(data, 'workspace', keyOf(workspace, id), { consistent: true });
    return stored && withoutKey(stored);
  };

  /** Changes attributes of an item if it is still the known one. */
  const set = (workspace: WorkspaceId, known: Item, patch: Partial<Item>): Write =>
    update('workspace', keyOf(workspace, idOf(known)), { set: patch }, isStill(known));

  const renaming = (workspace: WorkspaceId, known: Item, { name }: Item): Write[] =>
    nameKey(known.name) === nameKey(name)
      ? []
      : [claimName(workspace, kind, name, idOf(known)), releaseName(workspace, kind, known.name)];

  return {
    keyOf,
    /** The item as of now (1 read unit), or null. */
    find,
    set,

    /** All items, oldest first. */
    async list(data: Data, workspace: WorkspaceId): Promise<Item[]> {
      const items = (await itemsOf<Item>(data, workspace, prefix)).map(withoutKey);
      return items.sort((a, b) => a.createdOn - b.createdOn || (idOf(a) < idOf(b) ? -1 : 1));
    },

    /** Stores a new item unless its name or id is taken, or there are as many as the limit; null counts it not. */
    async create(
      data: Data,
      workspace: WorkspaceId,
      item: Item,
      limit: number | null,
      more: readonly Write[] = [],
    ): Promise<StoredNamed<Item, 'name_taken' | 'limit'>> {
      const written = await transact(data, [
        claimName(workspace, kind, item.name, idOf(item)),
        limit === null ? bumpRevision(workspace) : bumpCount(workspace, kind, 1, limit),
        put('workspace', { ...keyOf(workspace, idOf(item)), ...item }, isAbsent),
        ...more,
      ]);
      if (written.ok) return { ok: true, item };
      return { ok: false, reason: written.failed[0] || written.failed[2] ? 'name_taken' : 'limit' };
    },

    /**
     * Changes an item to what `decide` returns, or refuses with its reason; a name that is taken changes nothing. Both
     * must be pure: they are called again after a lost race. Throws ContentionError after 8. `follow` moves the
     * revision.
     */
    change<Reason extends string = never>(
      data: Data,
      workspace: WorkspaceId,
      id: string,
      decide: (item: Item) => Partial<Item> | Reason,
      follow: (before: Item, after: Item) => readonly Write[],
    ): Promise<StoredNamed<Item, Reason | 'name_taken' | 'missing'>> {
      return retryOnConflict<StoredNamed<Item, Reason | 'name_taken' | 'missing'>>(RACES, `${kind} ${id}`, async () => {
        const item = await find(data, workspace, id);
        if (item === null) return { ok: false, reason: 'missing' };
        const patch = decide(item);
        if (typeof patch === 'string') return { ok: false, reason: patch };
        const changed = { ...item, ...patch };
        if (isDeepStrictEqual(changed, item)) return { ok: true, item };
        const written = await transact(data, [
          set(workspace, item, patch),
          ...follow(item, changed),
          ...renaming(workspace, item, changed),
        ]);
        if (written.ok) return { ok: true, item: changed };
        const changedMeanwhile = written.failed[0];
        return changedMeanwhile ? CONFLICT : { ok: false, reason: 'name_taken' };
      });
    },
  };
}
