/** The versions of a contact in history, and what they say about a job. */
import type { JobId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Change, Contact } from '../contact.ts';
import type { PastEvent } from '../events.ts';
import type { StateBefore } from './state-before.ts';

export interface PastVersion {
  readonly version: number;
  readonly at: Instant;
  readonly change: Change;
  readonly events: readonly PastEvent[];
  /** The contact's earlier state; null when nothing differed. */
  readonly was: StateBefore | null;
}

/** Whether nothing is known of what a job did to a contact: it did nothing, or the stream is behind. */
export const isUntold = (past: readonly PastVersion[], job: JobId): boolean => !past.some((one) => isOf(one, job));

/** For a change without an event, history keeps the state before. */
export const isOf = ({ change, events, was }: PastVersion, job: JobId): boolean =>
  change.job === job && (was !== null || events.some(isChange));

/** Whether the stream is behind another job's last change to the contact, which may be an undo. */
export const isBehind = ({ version, lastChange }: Contact, past: readonly PastVersion[]): boolean =>
  lastChange.job !== undefined && !past.some((one) => one.version === version);

export const isChange = ({ type }: PastEvent): boolean => type !== 'error' && type !== 'failure';

/** The versions without those that an undo directly after them has taken back, and without these undos. */
export function lastingVersions(versions: readonly PastVersion[]): readonly PastVersion[] {
  const stack: PastVersion[] = [];
  for (const one of versions) {
    if (one.change.undoes !== undefined && stack.at(-1)?.change.job === one.change.undoes) stack.pop();
    else stack.push(one);
  }
  return stack;
}
