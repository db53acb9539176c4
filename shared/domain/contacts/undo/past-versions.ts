/** The versions of a contact as history has them, and what they tell of a job. */
import type { JobId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Change, Contact } from '../contact.ts';
import type { PastEvent } from '../events.ts';
import type { StateBefore } from './state-before.ts';

/** A version of a contact, as history has it. */
export interface PastVersion {
  readonly version: number;
  readonly at: Instant;
  readonly change: Change;
  readonly events: readonly PastEvent[];
  /** What the contact was before; null when nothing of that was different, and of a version that an earlier release made. */
  readonly was: StateBefore | null;
}

/** Whether nothing is known of what a job did to a contact: it did nothing, or the stream has not come so far. */
export const isUntold = (past: readonly PastVersion[], job: JobId): boolean => !past.some((one) => isOf(one, job));

/** Of what has no event it is kept what was before. */
export const isOf = ({ change, events, was }: PastVersion, job: JobId): boolean =>
  change.job === job && (was !== null || events.some(isChange));

/** Whether the stream has not come as far as what another job did to a contact last: that may be an undo, which is no change since. */
export const isBehind = ({ version, lastChange }: Contact, past: readonly PastVersion[]): boolean =>
  lastChange.job !== undefined && !past.some((one) => one.version === version);

export const isChange = ({ type }: PastEvent): boolean => type !== 'error' && type !== 'failure';

/** What remains of versions when each undo has taken back the job that it undid, where that was the last before it. */
export function lastingVersions(versions: readonly PastVersion[]): readonly PastVersion[] {
  const stack: PastVersion[] = [];
  for (const one of versions) {
    if (one.change.undoes !== undefined && stack.at(-1)?.change.job === one.change.undoes) stack.pop();
    else stack.push(one);
  }
  return stack;
}
