/**
 * Whether a change of a contact can be taken back, and how: from what history keeps of it, and of what came after (ADR 035). One
 * change of one contact: jobs undo jobs with it, and an action on a few contacts is undone alike.
 */
import type { FieldKey, GroupId, JobId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Change, Contact, FieldValue, Status } from '../contact.ts';
import type { ContactEvent, RunErrorEvent } from '../events.ts';
import { fieldValue, sameValue } from '../fields.ts';
import type { Modifier } from '../modifiers/modifier.ts';
import type { PutBack } from '../modifiers/put-back.ts';
import type { Was } from './was.ts';

/** A version of a contact, as history has it. */
export interface PastVersion {
  readonly version: number;
  readonly at: Instant;
  readonly change: Change;
  readonly events: readonly PastEvent[];
  /** What the contact was before; null when nothing of that was different, and of a version that an earlier release made. */
  readonly was: Was | null;
}

/** What a run left says nothing of the contact. */
type PastEvent = ContactEvent | RunErrorEvent;

/**
 * `changed_since`: somebody changed what would be put back, or the status; `opted_out`: it would be put back over a person's own opt-out;
 * `no_history`: it is not known what the contact was.
 */
export type NotUndone = 'changed_since' | 'opted_out' | 'no_history';

export interface Undoing {
  /** The job whose change is undone. */
  readonly job: JobId;
  /** That job was an undo itself, or an import: an opt-out that it has put back, or read from a file, is a person's own, and stays. */
  readonly keepsOptOuts: boolean;
  /** That job makes contacts, too. */
  readonly creates: boolean;
  readonly assets: Pick<Assets, 'groups' | 'fields'>;
}

/**
 * What takes back the change that a job made to a contact, or why it must stay. Being seen, messages, notes, addresses and smart groups do not
 * count as changes since. Both of a job and its own undo since then count as none, when what they did was taken back.
 * @param past - the versions from the job's on, the oldest first; newer ones may be missing
 */
export function undoingOf(contact: Contact, past: readonly PastVersion[], undoing: Undoing): Modifier | NotUndone {
  const created = undoing.creates ? past.find((one) => isCreation(one, undoing)) : undefined;
  if (created !== undefined) return uncreating(contact, created, past, undoing);
  const made = madeBy(past, undoing);
  if (made === null) return 'no_history';
  const since = past.filter(({ version }) => version > made.version && !made.versions.has(version));
  if (!isAsLeft(contact, made) || lasting(since.filter((one) => touches(one, made))).length > 0) return 'changed_since';
  if (saidSince(contact, made)) return 'changed_since';
  if (contact.optOut !== null && forgetsOptOut(made)) {
    if (undoing.keepsOptOuts) return 'opted_out';
    if (mayHaveSaid(contact, made, since)) return 'changed_since';
  }
  // Without a change of status: of somebody in the archive.
  if (undoing.creates && contact.optOut !== null && made.was.optOut === null) return 'opted_out';
  const { was, at, left, joined } = made;
  return { type: 'put_back', was, at, left, joined };
}

/** Of a contact that is created with anything on it: it is new at 1, and what it is given makes it this. */
const FIRST = 2;

/** Of who was there before, and had nothing on them, it is kept what they were. */
const isCreation = ({ version, change, was, events }: PastVersion, { job }: Undoing): boolean =>
  version === FIRST && change.job === job && was === null && events.some(isChange);

/** Whom the job itself has created, as an import does, is archived: unless somebody has changed the contact since, or the person was seen. */
function uncreating(
  { lastSeenOn }: Contact,
  created: PastVersion,
  past: readonly PastVersion[],
  { job, assets }: Undoing,
): Modifier | 'changed_since' {
  const isSeen = lastSeenOn !== null && lastSeenOn > created.at;
  const since = lasting(past.filter(({ change }) => change.job !== job));
  const isChanged = since.some(({ events }) => isMoved(events, assets) || events.some(isOfPerson));
  return isSeen || isChanged ? 'changed_since' : { type: 'status', status: 'archived' };
}

const isOfPerson = ({ type }: PastEvent): boolean =>
  ['contact_status_changed', 'contact_name_changed', 'contact_language_changed', 'contact_field_changed'].includes(
    type,
  );

/** Whether the person has opted out or in since the job, which would be put back with the status. */
const saidSince = ({ lastWord }: Contact, { was, at }: Made): boolean =>
  was.status !== undefined && lastWord !== null && lastWord.on > at;

/** Whether it would be as if the person had never opted out: also where the archive, or a block, would hide that for now. */
const forgetsOptOut = ({ was }: Made): boolean =>
  was.status !== undefined && (was.optOut === null || ('lastWord' in was && was.lastWord?.says !== 'out'));

/**
 * Whether a person whom the job itself has stopped or blocked may have written something since: an opt-out is not lifted then. A word that
 * was said before leaves no trace in them, nor do signs of life in history; so each version since must be there, and be nobody's message.
 */
function mayHaveSaid({ version }: Contact, { versions }: Made, since: readonly PastVersion[]): boolean {
  const last = Math.max(...versions);
  const told = new Set(since.filter(({ change }) => change.via !== 'event').map((one) => one.version));
  return Array.from({ length: version - last }, (_, i) => last + 1 + i).some((one) => !told.has(one));
}

/** What a job did to a contact, by all the versions that it made. */
interface Made extends Pick<PutBack, 'was' | 'at' | 'left' | 'joined'> {
  readonly version: number;
  readonly versions: ReadonlySet<number>;
  /** What the job left. */
  readonly became: Became;
}

interface Became {
  /** The dormancy flag is not compared: a sign of life takes it away, and is no change. */
  readonly dormantSince?: true;
  readonly status?: Status;
  readonly name?: string | null;
  readonly language?: string | null;
  readonly fields: ReadonlyMap<FieldKey, FieldValue | null>;
}

/** Null when history does not say, or not all. */
function madeBy(past: readonly PastVersion[], { job, assets }: Undoing): Made | null {
  const own = past.filter((one) => isOf(one, job));
  const [first] = own;
  if (first === undefined) return null;
  const events = own.flatMap((one) => one.events);
  const was = own.reduceRight<Was>((later, one) => withWas(later, one.was ?? {}), {});
  const became = becameOf(events);
  if (!isKnown(was, became)) return null;
  return {
    ...{ was, became, at: first.at, version: first.version, ...groupsIn(events, assets) },
    versions: new Set(own.map(({ version }) => version)),
  };
}

/** Whether nothing is known of what a job did to a contact: it did nothing, or the stream has not come so far. */
export const isUntold = (past: readonly PastVersion[], job: JobId): boolean => !past.some((one) => isOf(one, job));

/** Of what has no event it is kept what was before. */
const isOf = ({ change, events, was }: PastVersion, job: JobId): boolean =>
  change.job === job && (was !== null || events.some(isChange));

/** Whether the stream has not come as far as what another job did to a contact last: that may be an undo, which is no change since. */
export const isBehind = ({ version, lastChange }: Contact, past: readonly PastVersion[]): boolean =>
  lastChange.job !== undefined && !past.some((one) => one.version === version);

const isChange = ({ type }: PastEvent): boolean => type !== 'error' && type !== 'failure';

/** What was before the earlier of two changes is what was before both. */
const withWas = (later: Was, earlier: Was): Was => ({
  ...later,
  ...earlier,
  ...((later.fields || earlier.fields) && { fields: { ...later.fields, ...earlier.fields } }),
});

function becameOf(events: readonly PastEvent[]): Became {
  const fields = new Map<FieldKey, FieldValue | null>();
  let became: Omit<Became, 'fields'> = {};
  for (const event of events) {
    if (event.type === 'contact_status_changed') became = { ...became, status: event.status };
    if (event.type === 'contact_dormancy_changed') became = { ...became, dormantSince: true };
    if (event.type === 'contact_name_changed') became = { ...became, name: event.name || null };
    if (event.type === 'contact_language_changed') became = { ...became, language: event.language || null };
    if (event.type === 'contact_field_changed') fields.set(event.field.key, event.value);
  }
  return { ...became, fields };
}

/** Whether it is kept what each thing that changed was before. */
const isKnown = (was: Was, { fields, ...became }: Became): boolean =>
  Object.keys(became).every((key) => key in was) &&
  [...fields.keys()].every((key) => was.fields && Object.hasOwn(was.fields, key));

/** The static groups that the contact was brought into and taken out of, in the end. What the workspace has no more, or is smart by now, is left. */
function groupsIn(events: readonly PastEvent[], { groups }: Undoing['assets']) {
  const isStatic = (group: GroupId) => groups.get(group)?.query === null;
  const joined = new Set<GroupId>();
  const left = new Set<GroupId>();
  const move = (group: GroupId, to: Set<GroupId>, from: Set<GroupId>) => {
    if (isStatic(group) && !from.delete(group)) to.add(group);
  };
  for (const event of events) {
    if (event.type !== 'contact_groups_changed') continue;
    for (const { uuid } of event.groups_removed ?? []) move(uuid, left, joined);
    for (const { uuid } of event.groups_added ?? []) move(uuid, joined, left);
  }
  return { joined: [...joined], left: [...left] };
}

const isMoved = (events: readonly PastEvent[], assets: Undoing['assets']): boolean => {
  const { joined, left } = groupsIn(events, assets);
  return joined.length + left.length > 0;
};

/** Whether all is still as the job left it, whatever history says. */
function isAsLeft(contact: Contact, { was, became, joined, left }: Made): boolean {
  const { status = contact.status, name = contact.name, language = contact.language, fields } = became;
  return (
    contact.status === status &&
    contact.name === name &&
    contact.language === language &&
    (became.status === undefined || isRefusalAsLeft(contact, was, became.status)) &&
    [...fields].every(([key, value]) => sameValue(fieldValue(contact.fields, key) ?? null, value)) &&
    joined.every((group) => contact.groups.includes(group)) &&
    !left.some((group) => contact.groups.includes(group))
  );
}

/** Who was stopped or blocked and then archived, by one job, is archived with a refusal that it had not before. */
const isRefusalAsLeft = ({ optOut }: Contact, { status, optOut: before }: Was, after: Status): boolean =>
  after === 'archived' && before !== undefined ? optOut !== before : optOut === optOutLeft(status, after);

/** The opt-out that a change of status leaves: that of the new status, and under an archived contact that of the old one. */
function optOutLeft(before: Status | undefined, after: Status): Contact['optOut'] {
  const refused = after === 'archived' ? before : after;
  return refused === 'stopped' || refused === 'blocked' ? refused : null;
}

/** Whether a later version changed something that would be put back, or the status. */
const touches = ({ events }: PastVersion, { was, joined, left }: Made): boolean =>
  events.some((event) => {
    switch (event.type) {
      case 'contact_status_changed':
        return true;
      case 'contact_name_changed':
        return 'name' in was;
      case 'contact_language_changed':
        return 'language' in was;
      case 'contact_field_changed':
        return was.fields !== undefined && Object.hasOwn(was.fields, event.field.key);
      case 'contact_groups_changed':
        return [...(event.groups_added ?? []), ...(event.groups_removed ?? [])].some(
          ({ uuid }) => joined.includes(uuid) || left.includes(uuid),
        );
      default:
        return false;
    }
  });

/** What remains of versions when each undo has taken back the job that it undid, where that was the last before it. */
function lasting(versions: readonly PastVersion[]): readonly PastVersion[] {
  const stack: PastVersion[] = [];
  for (const one of versions) {
    if (one.change.undoes !== undefined && stack.at(-1)?.change.job === one.change.undoes) stack.pop();
    else stack.push(one);
  }
  return stack;
}
