import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api.ts';
import { type Known, nextOf } from './assets.ts';
import type { Round, State } from './state.ts';

interface Pulling {
  readonly known: Known;
  readonly paceMs: number;
  readonly say: (line: string) => void;
}

type Contact = Readonly<Record<string, unknown>>;

/** So many changes while the last round went on are left to the next move. */
const FEW = 250;
/** Clocks of source and client may differ by a moment. */
const OVERLAP_MS = 60_000;

/**
 * Pulls the contacts of the source that have changed since the last move, and returns the files with them, the newest first. Each round has a fixed
 * end, so that whoever is changed while it goes on moves out of it and into the next: nobody is missed. A stop loses nothing.
 */
export async function pullContacts(source: Api, state: State, pulling: Pulling): Promise<readonly string[]> {
  for (;;) {
    const round = state.round ?? begin(state);
    const pulled = await pullRound(source, state, round, pulling);
    state.end(round.before);
    pulling.say(`${pulled} contacts pulled`);
    if (pulled <= FEW) return state.list();
  }
}

function begin(state: State): Round {
  const after = state.until === null ? null : new Date(Date.parse(state.until) - OVERLAP_MS).toISOString();
  const round = { after, before: new Date().toISOString(), next: null, pulled: 0 };
  state.begin(round);
  return round;
}

async function pullRound(source: Api, state: State, begun: Round, { known, paceMs, say }: Pulling): Promise<number> {
  let round = begun;
  const first = `contacts.json?${new URLSearchParams({ before: round.before, ...(round.after && { after: round.after }) })}`;
  if (round.next === null) state.page([headOf(known)], round);
  for (let next: string | null = round.next ?? first; next !== null; ) {
    const page = await source.get(next);
    const contacts = page['results'] as Contact[];
    next = nextOf(page, first);
    round = { ...round, next, pulled: round.pulled + contacts.length };
    state.page(
      contacts.map((contact) => lineOf(contact, known, state.imported, say)),
      round,
    );
    if (next !== null) await sleep(paceMs);
  }
  return round.pulled;
}

const headOf = ({ fields }: Known): string => JSON.stringify({ dormouse_export: 1, fields: [...fields.values()] });

/**
 * A contact as imports read it. Smart groups are left out: their queries say who is in them. Of one that may be here already it also says
 * which groups it is not in and which fields it does not have.
 */
function lineOf(contact: Contact, { fields, groups }: Known, isKnown: boolean, say: (line: string) => void): string {
  const { uuid, name, language, status, created_on, last_seen_on } = contact;
  const urns = (contact['urns'] as string[]).filter((urn) => !urn.endsWith('********'));
  if (urns.length < (contact['urns'] as string[]).length)
    say(`${String(uuid)}: its addresses are hidden there, and cannot come along`);
  const values = Object.entries(contact['fields'] as Record<string, unknown>).map(([key, value]) => [
    fields.get(key)?.name ?? key,
    value ?? (isKnown ? '--' : null),
  ]);
  const member = new Set((contact['groups'] as { name: string }[]).map((group) => group.name));
  const memberships = groups
    .filter((group) => isKnown || member.has(group))
    .map((group) => [`Group:${group}`, member.has(group)]);
  return JSON.stringify({
    uuid,
    ...{ name: name ?? (isKnown ? '--' : null), language: language ?? (isKnown ? '--' : null) },
    ...{ status, created_on, last_seen_on, urns },
    ...Object.fromEntries(memberships),
    fields: Object.fromEntries(values),
  });
}
