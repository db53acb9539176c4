import type { Status } from '../contacts/contact.ts';
import type { ContactId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Wrong } from './record.ts';

/** One record of an import: what its contact is to have. What is absent stays as it is; null clears. */
export interface Row {
  readonly uuid?: ContactId;
  /** In normal form, in the order of their columns. */
  readonly urns: readonly string[];
  readonly name?: string | null;
  readonly language?: string | null;
  readonly status?: Status;
  readonly createdOn?: Instant;
  readonly seenOn?: Instant;
  /** When the person opted out; then `optOut` is set too. */
  readonly optedOutOn?: Instant;
  readonly dormantSince?: Instant;
  readonly blocked?: boolean;
  /** By name. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** Names of groups. */
  readonly join: readonly string[];
  readonly leave: readonly string[];
  readonly optOut: boolean;
}

/** Whether a row says that its person has opted out. */
export const optsOut = ({ optOut, status }: Pick<Row, 'optOut' | 'status'>): boolean => optOut || status === 'stopped';

/** What is left of a row that opts out and is otherwise not imported. */
export const ONLY_OUT = { fields: {}, join: [], leave: [], optOut: true } as const satisfies Omit<Row, 'urns'>;

export const isWrong = <Read extends object>(read: Read | Wrong): read is Extract<Read | Wrong, Wrong> =>
  'reason' in read;
