import type { CollectionPreferencesProps } from '@cloudscape-design/components';
import { useState } from 'react';
import { useSession } from '../../common/api/index.ts';

export interface Preferences {
  /** In their order. */
  readonly columns: readonly CollectionPreferencesProps.ContentDisplayItem[];
  readonly density: 'comfortable' | 'compact';
  /** Pixels of the columns whose width was changed. */
  readonly widths: Readonly<Record<string, number>>;
}

const NONE: Preferences = { columns: [], density: 'comfortable', widths: {} };

/** The preferences of this browser for one kind of list of a workspace. */
export function usePreferences(list: string): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const { me } = useSession();
  const key = `dormouse.preferences.${me.workspace.uuid}.${list}`;
  const [kept, setKept] = useState(() => read(key));
  const change = (some: Partial<Preferences>) => {
    const next = { ...kept, ...some };
    localStorage.setItem(key, JSON.stringify(next));
    setKept(next);
  };
  return [kept, change];
}

function read(key: string): Preferences {
  try {
    return { ...NONE, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) };
  } catch {
    // Something else wrote to this key.
    return NONE;
  }
}

/** The columns in the chosen order, with new ones at the end; `shown` are visible until the user decides. */
export function displayOf(
  chosen: Preferences['columns'],
  known: readonly string[],
  shown: ReadonlySet<string>,
): CollectionPreferencesProps.ContentDisplayItem[] {
  const kept = chosen.filter(({ id }) => known.includes(id));
  const added = known.filter((id) => !kept.some((column) => column.id === id));
  return [...kept, ...added.map((id) => ({ id, visible: shown.has(id) }))];
}
