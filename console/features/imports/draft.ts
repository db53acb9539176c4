import { useState } from 'react';
import type { Encoding, Import, Reading, Refusals } from './api.ts';

/** How an import's files are to be read. */
export interface Draft extends Required<Omit<Reading, 'mapping_name' | 'refusals'>> {
  /** Null: nobody has said yet who wants no messages. */
  readonly refusals: Refusals | null;
  /** The name that the mapping is saved under; empty: it is not saved. */
  readonly saveAs: string;
}

interface Kept {
  /** The preview that was changed. */
  readonly job: string | undefined;
  readonly draft: Draft;
}

const draftOf = (imported: Import): Draft => ({
  format: imported.format,
  encoding: imported.encoding as Encoding | null,
  group: imported.group,
  country: imported.country,
  mapping: imported.mapping,
  refusals: imported.refusals,
  values: imported.values,
  saveAs: '',
});

interface Drafting {
  readonly draft: Draft;
  /** Whether it differs from how the files were read. */
  readonly isChanged: boolean;
  readonly change: (some: Partial<Draft>) => void;
}

/** What the user has changed since the last preview. The tab keeps it, so that leaving and reloading lose nothing. */
export function useDraft(imported: Import): Drafting {
  const place = `dormouse.import.${imported.uuid}`;
  const job = imported.job?.uuid;
  const [kept, setKept] = useState(() => readKept(place));
  const before = draftOf(imported);
  const draft = kept !== null && kept.job === job ? { ...before, ...kept.draft } : before;
  return {
    draft,
    isChanged: JSON.stringify(draft) !== JSON.stringify(before),
    change(some) {
      const next = { job, draft: { ...draft, ...some } };
      setKept(next);
      sessionStorage.setItem(place, JSON.stringify(next));
    },
  };
}

const readKept = (place: string): Kept | null => JSON.parse(sessionStorage.getItem(place) ?? 'null') as Kept | null;
