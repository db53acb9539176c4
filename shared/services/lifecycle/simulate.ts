import type { Data } from '../../data/dynamo/index.ts';
import { localDay } from '../../domain/calendar/days.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { clockOf } from '../../domain/policies/clock.ts';
import { hasUntoldStage, offsetsOf } from '../../domain/policies/due.ts';
import { type Deciding, meetsSelection, whyNotFor } from '../../domain/policies/members.ts';
import type { Policy, PolicyRules } from '../../domain/policies/policy.ts';
import { type Played, playLives } from '../../domain/policies/returns/simulation.ts';
import { readLives } from './lives.ts';

/** People whose past is read for one answer; of more, a fair sample. */
const MOST_PEOPLE = 5_000;
const BUDGET = { milliseconds: 6_000, readUnits: 2_700 };

/**
 * Plays a draft over the past that messages and history still know. Who is archived or stopped today may have been
 * active before, so groups and query choose people as they are now, whatever their status. Costs 2,700 read units at
 * most.
 */
export async function simulateRules(data: Data, workspace: WorkspaceId, draft: Policy, deciding: Deciding) {
  const { settings } = deciding.assets;
  const known = await readLives(data, workspace, {
    settings,
    now: deciding.now,
    most: MOST_PEOPLE,
    budget: BUDGET,
  });
  const chosen = known.lives.filter(({ contact }) => isPlayed(draft, contact, deciding));
  const clock = clockReader(draft.rules, settings.timezone);
  const played: Played[] = chosen.map(({ contact, life }) => ({ life, clock: clock(contact) }));
  // A stage takes a person on the day after the last whole day.
  const days = offsetsOf(draft.rules).map((offset) => offset - 1);
  // Of a list that came later than the first day of which messages are kept, nothing is known before it came.
  const came = Math.min(known.today, ...played.map(({ life }) => life.watchedFrom));
  const since = Math.max(known.since, came);
  const untold = hasUntoldStage(draft.rules, settings);
  return { ...known, since, days, untold, people: chosen.length, ...playLives(played, days, known.today) };
}

function isPlayed(draft: Policy, contact: Contact, deciding: Deciding): boolean {
  const not = whyNotFor(draft, contact, deciding);
  return not !== 'held' && not !== 'control_group' && meetsSelection(draft.rules, contact, deciding);
}

function clockReader({ clock }: PolicyRules, timezone: string): (contact: Contact) => Played['clock'] {
  if (clock.of === 'last_seen') return () => ({ type: 'last_seen' });
  if (clock.of === 'status') return () => ({ type: 'status', status: clock.status });
  return (contact) => {
    const at = clockOf(clock, contact);
    return { type: 'day', day: at === null ? null : localDay(timezone, at) };
  };
}
