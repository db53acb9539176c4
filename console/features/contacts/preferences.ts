import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import { useState } from 'react';
import { useSession } from '../../common/api/session.ts';

export interface Preferences {
  /** In their order. */
  readonly columns: readonly CollectionPreferencesProps.ContentDisplayItem[];
  readonly density: 'comfortable' | 'compact';
  /** Pixels by column, where they were changed. */
  readonly widths: Readonly<Record<string, number>>;
}

const NONE: Preferences = { columns: [], density: 'comfortable', widths: {} };

/** What this browser keeps for one kind of list of one workspace. */
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
    // Something else wrote there.
    return NONE;
  }
}

/**
 * The columns to show, in their order: as they were chosen, without those that are no more, and with new ones behind.
 * @param shown - those that are shown while nothing was chosen
 */
export function displayOf(
  chosen: Preferences['columns'],
  known: readonly string[],
  shown: ReadonlySet<string>,
): CollectionPreferencesProps.ContentDisplayItem[] {
  const kept = chosen.filter(({ id }) => known.includes(id));
  const added = known.filter((id) => !kept.some((column) => column.id === id));
  return [...kept, ...added.map((id) => ({ id, visible: shown.has(id) }))];
}
