/** Looks at contacts that have changed, and notes when their policy should look at them next (ADR 101). */
import { readContacts, selectionsHeldUntil } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import {
  type LookPass,
  nextCandidates,
  type PeopleUnder,
  type PolicyLook,
  putPolicyLook,
  putPolicyNotes,
  readPolicyLook,
  SELECTION_START,
} from '../../data/jobs/index.ts';
import type { PolicyRecord } from '../../data/workspace/index.ts';
import { type Day, localDay } from '../../domain/calendar/days.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { PolicyId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { sumOfTallies } from '../../domain/jobs/totals.ts';
import { groundOf, looksAround, noteOf } from '../../domain/policies/candidates.ts';
import { statusOf } from '../../domain/policies/clock.ts';
import { type Deciding, policyOver } from '../../domain/policies/members.ts';
import { lastNightOf } from '../../domain/policies/night.ts';
import type { Assets } from '../../domain/workspace.ts';
import type { WorkerRuntime } from '../runtime.ts';

/** Since when notes count, and how many people are under each policy. */
export interface Looked extends Pick<PolicyLook, 'epoch'> {
  readonly under: PeopleUnder;
}

/** Contacts between two writes of how far it is. */
const CHUNK = 5_000;
/** Contacts of a workspace that one hourly run looks at: ten minutes. The next run continues. */
const MOST = 2_000_000;
/** A change counts from the time at which it began to be written. */
const LATE_WRITES = 15 * 60_000_000;
const BEGIN = instant(0);
/** Behind every change, also one that was written while the clock was ahead. */
const END = instant(9_000_000_000_000_000);

/**
 * Looks at everybody who has changed since the last look, and every seventh night in turn at everybody. After a change
 * of what else decides, everybody is looked at first. Null when it has not come to its end, so that nights must wait.
 */
export async function lookAround(
  { data, now: clock }: WorkerRuntime,
  workspace: WorkspaceId,
  assets: Assets,
  policies: readonly PolicyRecord[],
): Promise<Looked | null> {
  const now = clock();
  if ((await selectionsHeldUntil(data, workspace, now)) !== null) return null;
  const { timezone } = assets.settings;
  const nights = new Map(policies.map((one) => [one.uuid, lastNightOf(one, localDay(timezone, now), timezone)]));
  const deciding = { assets, now };
  let look = begun(await readPolicyLook(data, workspace), deciding);
  for (let left = MOST; left > 0; left -= CHUNK) {
    const name = look.changes.cursor === null ? 'everybody' : 'changes';
    const pass = look[name];
    if (pass === null || pass.cursor === null) break;
    const isDueOnly = name === 'everybody';
    const found = await lookOn(data, workspace, pass, { deciding, nights, epoch: look.epoch, isDueOnly });
    const next = { ...pass, cursor: found.cursor, under: sumOfTallies(pass.under ?? {}, found.under) as PeopleUnder };
    look = { ...look, [name]: next, ...(isWhole(pass) && next.cursor === null && { under: next.under }) };
    // Whoever has changed meanwhile.
    if (isFirst(pass, look) && next.cursor === null) look = begun(look, deciding);
    await putPolicyLook(data, workspace, look);
  }
  const { epoch, under = {} } = look;
  return look.changes.cursor === null ? { epoch, under } : null;
}

const isWhole = ({ from }: LookPass): boolean => from === BEGIN;

/** Whether a pass is the first of its epoch, which looks at everybody. */
const isFirst = (pass: LookPass, { epoch }: Pick<PolicyLook, 'epoch'>): boolean => isWhole(pass) && pass.to === epoch;

/** A look that has not come to its end goes on; otherwise the next one begins where it ended. */
function begun(look: PolicyLook | null, deciding: Deciding): PolicyLook {
  const { assets, now: to } = deciding;
  const ground = groundOf(deciding);
  const all: LookPass = { from: BEGIN, to, cursor: SELECTION_START };
  // A clock that was ahead has left its times in contacts.
  if (look === null || look.ground !== ground || look.changes.to > to || isUncounted(look))
    return { ground, epoch: to, changes: all, everybody: null };
  if (look.changes.cursor !== null) return look;
  const from = instant(look.changes.to - LATE_WRITES);
  const day = (at: Instant) => localDay(assets.settings.timezone, at);
  const isDue = looksAround(day(look.epoch), day(look.changes.to), day(to));
  return { ...look, changes: { ...all, from }, everybody: isDue ? all : look.everybody };
}

/** An earlier release counted nobody. */
const isUncounted = ({ changes, under }: PolicyLook): boolean => under === undefined && !isWhole(changes);

interface Looking extends Pick<PolicyLook, 'epoch'> {
  readonly deciding: Deciding;
  /** The last night of each policy. */
  readonly nights: ReadonlyMap<PolicyId, Day>;
  /** Notes only who is due by now. */
  readonly isDueOnly: boolean;
}

/** Looks at the next contacts of a pass; returns where it continues, and how many of them are under each policy. */
async function lookOn(
  data: Data,
  workspace: WorkspaceId,
  pass: LookPass,
  { deciding, nights, epoch, isDueOnly }: Looking,
): Promise<Required<Pick<LookPass, 'cursor' | 'under'>>> {
  const { from, to, cursor: start } = pass;
  const first = isFirst(pass, { epoch });
  const reading = { selection: { modified: { from, to: first ? to : END } }, now: deciding.now, most: CHUNK };
  const { uuids, cursor } = await nextCandidates(data, workspace, reading, start ?? SELECTION_START);
  const read = [...(await readContacts(data, workspace, uuids)).values()];
  const under: Record<PolicyId, number> = {};
  const notes = read.flatMap((contact) => {
    const policy = isTombstone(contact) ? null : policyOver(contact, deciding);
    if (isTombstone(contact) || policy === null) return [];
    const { uuid, rules } = policy;
    if (contact.status === statusOf(rules.clock)) under[uuid] = (under[uuid] ?? 0) + 1;
    const note = noteOf(contact, policy, deciding.assets, nights);
    const isKept = note !== null && (!isDueOnly || note.day === (nights.get(note.policy) ?? 0) + 1);
    return isKept ? { ...note, contact: contact.uuid } : [];
  });
  const place = `${from} ${to} ${start?.part} ${start?.shard} ${start?.after ?? ''}`;
  await putPolicyNotes(data, workspace, notes, { epoch, place, isFirst: first });
  return { cursor, under };
}
