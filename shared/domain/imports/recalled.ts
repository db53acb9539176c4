/** How an import with the same columns was read: by that the next one is read too, until somebody says else. */
import type { DateStyle } from '../../query/values/civil.ts';
import type { ImportId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { HowOfColumn } from './refusals.ts';
import type { TargetText } from './target.ts';

/** What is kept of an import that was run. Names of columns and listed cells are kept as hashes. */
export interface Recalled {
  /** That import. */
  readonly import: ImportId;
  readonly name: string;
  readonly on: Instant;
  readonly columns: Readonly<Record<string, RecalledColumn>>;
}

export interface RecalledColumn {
  /** Absent for one that said who wants no messages, and was nothing else. */
  readonly target?: TargetText;
  readonly how?: HowOfColumn;
  /** How its days were written. */
  readonly order?: DateStyle;
}
