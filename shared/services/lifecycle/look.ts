/** Looks at contacts that have changed, and notes when their policy should look at them next (ADR 101). */
import { readContacts, selectionsHeldUntil } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import {
  type LookPass,
  nextCandidates,
  type PolicyLook,
  putPolicyLook,
  putPolicyNotes,
  readPolicyLook,
  SELECTION_START,
} from '../../data/jobs/index.ts';
import type { PolicyRecord } from '../../data/workspace/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { PolicyId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { groundOf, looksAround, noteOf } from '../../domain/policies/candidates.ts';
import { type Day, localDay } from '../../domain/policies/days.ts';
import type { Deciding } from '../../domain/policies/members.ts';
import { lastNightOf } from '../../domain/policies/night.ts';
import type { Assets } from '../../domain/workspace.ts';
import type { WorkerRuntime } from '../runtime.ts';

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
 * of what else decides, everybody is looked at first. Returns since when notes count; null when it has not come to its
 * end, so that nights must wait.
 */
export async function lookAround(
  { data, now: clock }: WorkerRuntime,
  workspace: WorkspaceId,
  assets: Assets,
  policies: readonly PolicyRecord[],
): Promise<Instant | null> {
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
    const cursor = await lookOn(data, workspace, pass, { deciding, nights, epoch: look.epoch, isDueOnly });
    look = { ...look, [name]: { ...pass, cursor } };
    // Whoever has changed meanwhile.
    if (isFirst(pass, look) && cursor === null) look = begun(look, deciding);
    await putPolicyLook(data, workspace, look);
  }
  return look.changes.cursor === null ? look.epoch : null;
}

/** Whether a pass is the first of its epoch, which looks at everybody. */
const isFirst = ({ from, to }: LookPass, { epoch }: Pick<PolicyLook, 'epoch'>): boolean =>
  from === BEGIN && to === epoch;

/** A look that has not come to its end goes on; otherwise the next one begins where it ended. */
function begun(look: PolicyLook | null, deciding: Deciding): PolicyLook {
  const { assets, now: to } = deciding;
  const ground = groundOf(deciding);
  const all: LookPass = { from: BEGIN, to, cursor: SELECTION_START };
  // A clock that was ahead has left its times in contacts.
  if (look === null || look.ground !== ground || look.changes.to > to)
    return { ground, epoch: to, changes: all, everybody: null };
  if (look.changes.cursor !== null) return look;
  const from = instant(look.changes.to - LATE_WRITES);
  const day = (at: Instant) => localDay(assets.settings.timezone, at);
  const isDue = looksAround(day(look.epoch), day(look.changes.to), day(to));
  return { ...look, changes: { ...all, from }, everybody: isDue ? all : look.everybody };
}

interface Looking extends Pick<PolicyLook, 'epoch'> {
  readonly deciding: Deciding;
  /** The last night of each policy. */
  readonly nights: ReadonlyMap<PolicyId, Day>;
  /** Notes only who is due by now. */
  readonly isDueOnly: boolean;
}

/** Looks at the next contacts of a pass, and returns where it continues. */
async function lookOn(
  data: Data,
  workspace: WorkspaceId,
  pass: LookPass,
  { deciding, nights, epoch, isDueOnly }: Looking,
): Promise<LookPass['cursor']> {
  const { from, to, cursor: start } = pass;
  const first = isFirst(pass, { epoch });
  const reading = { selection: { modified: { from, to: first ? to : END } }, now: deciding.now, most: CHUNK };
  const { uuids, cursor } = await nextCandidates(data, workspace, reading, start ?? SELECTION_START);
  const read = [...(await readContacts(data, workspace, uuids)).values()];
  const notes = read.flatMap((contact) => {
    const note = isTombstone(contact) ? null : noteOf(contact, deciding, nights);
    const isKept = note !== null && (!isDueOnly || note.day === (nights.get(note.policy) ?? 0) + 1);
    return isKept ? { ...note, contact: contact.uuid } : [];
  });
  const place = `${from} ${to} ${start?.part} ${start?.shard} ${start?.after ?? ''}`;
  await putPolicyNotes(data, workspace, notes, { epoch, place, isFirst: first });
  return cursor;
}
