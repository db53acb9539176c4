/** Whether and how one change of a contact, by job or action, is undone, from its history since (ADR 035). */

import type { JobId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Contact } from '../contact.ts';
import type { PastEvent } from '../events.ts';
import type { Modifier } from '../modifiers/modifier.ts';
import { hasOptedOut } from '../opt-out/last-word.ts';
import { follow } from '../replay.ts';
import { isChange, isOf, lastingVersions, type PastVersion } from './past-versions.ts';
import { type Before, UNDONE } from './state-before.ts';

/** The job to undo, and the workspace's present assets. */
interface UndoneJob {
  readonly job: JobId;
  readonly assets: Pick<Assets, 'groups' | 'fields'>;
}

/** What a job did to a contact, over all its versions. */
interface JobChange {
  readonly was: Before;
  /** When it was last so. */
  readonly at: Instant;
  readonly version: number;
  readonly versions: ReadonlySet<number>;
  readonly events: readonly PastEvent[];
}

/**
 * `changed_since`: somebody changed what would be restored, or the status; `opted_out`: the person opted out meanwhile;
 * `no_history`: the earlier state is unknown.
 */
type NotUndone = 'changed_since' | 'opted_out' | 'no_history';

interface Undoing extends UndoneJob {
  /** The job was an undo or import: an opt-out that it restored or read is the person's own, and stays. */
  readonly keepsOptOuts: boolean;
  /** The job also creates contacts. */
  readonly creates: boolean;
  /** Somebody gave a reason to lift the opt-outs that the job alone has said. */
  readonly bringsBack?: boolean;
}

/**
 * The modifiers that undo a job's change of a contact, or why it must stay. Signs of life, messages, notes, addresses
 * and smart groups are no later changes; a later job that was undone neither. `past`: the versions from the job on,
 * oldest first; newer ones may be missing.
 */
export function undoingOf(contact: Contact, past: readonly PastVersion[], undoing: Undoing): Modifier | NotUndone {
  const created = undoing.creates ? past.find((one) => isCreation(one, undoing)) : undefined;
  const lifts = undoing.bringsBack === true && isAlone(contact, undoing);
  if (created !== undefined) return uncreating(contact, created, past, { ...undoing, lifts });
  const made = jobChangeOf(past, undoing);
  if (made === null) return 'no_history';
  const { was, at } = made;
  const since = past.filter(({ version }) => version > made.version && !made.versions.has(version));
  const touched = lastingVersions(since.filter((one) => touches(one, was, undoing.assets)));
  if (!isAsLeft(contact, made) || touched.length > 0) return 'changed_since';
  if (saidSince(contact, made)) return 'changed_since';
  if (contact.optOut !== null && forgetsOptOut(made) && !lifts) {
    if (undoing.keepsOptOuts) return 'opted_out';
    if (mayHaveSaid(contact, made, since)) return 'changed_since';
  }
  // Without a change of status, for an archived contact, and for a blocked one.
  if (lifts && was.status === undefined && contact.lastWord?.job === undoing.job)
    return { type: 'put_back', was: { ...was, status: contact.status }, at };
  if (undoing.creates && contact.optOut !== null && was.optOut === null && !lifts) return 'opted_out';
  return { type: 'put_back', was, at };
}

/** Whether nobody but the job has said that the contact refuses messages; of a block, that the person did not. */
const isAlone = (contact: Contact, { job }: Undoing): boolean => !hasOptedOut(contact) || contact.lastWord?.job === job;

/** The version of a contact that is created with content: it is empty at 1, and its content makes this. */
const FIRST = 2;

/** A contact that existed before without content has its earlier state in history. */
const isCreation = ({ version, change, was, events }: PastVersion, { job }: Undoing): boolean =>
  version === FIRST && change.job === job && was === null && events.some(isChange);

/** A contact that the job created (an import) is archived, unless it was changed or seen since. */
function uncreating(
  { lastSeenOn, lastWord }: Contact,
  created: PastVersion,
  past: readonly PastVersion[],
  { job, assets, lifts }: Undoing & { readonly lifts: boolean },
): Modifier | 'changed_since' {
  const isSeen = lastSeenOn !== null && lastSeenOn > created.at;
  const since = lastingVersions(past.filter(({ change }) => change.job !== job));
  const isChanged = since.some((one) => touches(one, null, assets));
  if (isSeen || isChanged) return 'changed_since';
  if (!lifts || lastWord?.job !== job) return { type: 'status', status: 'archived' };
  return { type: 'put_back', was: { status: 'archived', optOut: null, lastWord: null }, at: created.at };
}

/** Whether the person has opted out or in since the job; the status would change that. */
const saidSince = ({ lastWord }: Contact, { was, at }: JobChange): boolean =>
  was.status !== undefined && lastWord !== null && lastWord.on > at;

/** Whether an undo would forget the person's opt-out, even one that the archive or a block hides. */
const forgetsOptOut = ({ was }: JobChange): boolean =>
  was.status !== undefined && (was.optOut === null || ('lastWord' in was && was.lastWord?.says !== 'out'));

/**
 * Whether a person whom the job stopped or blocked may have written since; the opt-out then stays. History keeps no
 * signs of life and no older words, so every version since must be known, and be no message.
 */
function mayHaveSaid({ version }: Contact, { versions }: JobChange, since: readonly PastVersion[]): boolean {
  const last = Math.max(...versions);
  const told = new Set(since.filter(({ change }) => change.via !== 'event').map((one) => one.version));
  return Array.from({ length: version - last }, (_, i) => last + 1 + i).some((one) => !told.has(one));
}

/** Null when history does not say, or not completely. */
function jobChangeOf(past: readonly PastVersion[], { job, assets }: UndoneJob): JobChange | null {
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
function isAsLeft(contact: Contact, { was, events }: JobChange): boolean {
  const left = events.reduce(follow, contact);
  return UNDONE.every(({ undo }) => undo.isAsLeft(contact, left, was));
}

/** Whether a later version changed the status or what would be restored; `was` null: anything of a new contact. */
const touches = ({ events }: Pick<PastVersion, 'events'>, was: Before | null, assets: UndoneJob['assets']): boolean =>
  events.some((event) => UNDONE.some((one) => one.events?.type === event.type && one.undo.touches(event, was, assets)));
