/** What a job did to a contact, by its history, and whether it still stands (ADR 035). */
import type { JobId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Contact } from '../contact.ts';
import type { PastEvent } from '../events.ts';
import { follow } from '../replay.ts';
import { isOf, type PastVersion } from './past-versions.ts';
import { type Before, UNDONE } from './state-before.ts';

/** The job to undo, and the workspace's present assets. */
export interface UndoneJob {
  readonly job: JobId;
  readonly assets: Pick<Assets, 'groups' | 'fields'>;
}

/** What a job did to a contact, over all its versions. */
export interface JobChange {
  readonly was: Before;
  /** When it was last so. */
  readonly at: Instant;
  readonly version: number;
  readonly versions: ReadonlySet<number>;
  readonly events: readonly PastEvent[];
}

/** Null when history does not say, or not completely. */
export function jobChangeOf(past: readonly PastVersion[], { job, assets }: UndoneJob): JobChange | null {
  const own = past.filter((one) => isOf(one, job));
  const [first] = own;
  if (first === undefined) return null;
  const before: Before[] = [];
  for (const { events, undo } of UNDONE) {
    const versions = own.map((one) => ({
      was: one.was ?? {},
      events: one.events.filter(({ type }) => type === events?.type),
    }));
    const was = undo.was(versions, assets);
    if (was === null) return null;
    before.push(was);
  }
  return {
    was: Object.assign({}, ...before),
    at: first.at,
    version: first.version,
    versions: new Set(own.map(({ version }) => version)),
    events: own.flatMap(({ events }) => events),
  };
}

/** Whether everything is still as the job left it, so that history's events make no difference. */
export function isAsLeft(contact: Contact, { was, events }: JobChange): boolean {
  const left = events.reduce(follow, contact);
  return UNDONE.every(({ undo }) => undo.isAsLeft(contact, left, was));
}

/** Whether a later version changed the status or what would be restored; `was` null: anything of a new contact. */
export const touches = (
  { events }: Pick<PastVersion, 'events'>,
  was: Before | null,
  assets: UndoneJob['assets'],
): boolean =>
  events.some((event) => UNDONE.some((one) => one.events?.type === event.type && one.undo.touches(event, was, assets)));
