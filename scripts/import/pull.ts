import { setTimeout as sleep } from 'node:timers/promises';
import { headOf, lineOf } from '../../shared/domain/imports/textit/contact-line.ts';
import { afterPage, beginRound, isLast, nextOf, pageOf, type Round } from '../../shared/domain/imports/textit/round.ts';
import type { SourceAssets } from '../../shared/domain/imports/textit/source-assets.ts';
import type { Api } from '../api.ts';
import type { State } from './state.ts';

interface Pulling {
  readonly known: SourceAssets;
  readonly paceMs: number;
  readonly say: (line: string) => void;
}

/**
 * Pulls contacts changed since the last move, and returns their files, newest first, in rounds. A stop loses nothing.
 */
export async function pullContacts(source: Api, state: State, pulling: Pulling): Promise<readonly string[]> {
  for (;;) {
    const round = await pullRound(source, state, state.round ?? begin(state), pulling);
    state.end(round.before);
    pulling.say(`${round.pulled} contacts pulled`);
    if (isLast(round)) return state.list();
  }
}

function begin(state: State): Round {
  const round = beginRound(state.until, new Date().toISOString());
  state.begin(round);
  return round;
}

async function pullRound(source: Api, state: State, begun: Round, { known, paceMs, say }: Pulling): Promise<Round> {
  let round = begun;
  if (round.next === null) state.page([headOf(known)], round);
  for (let next: string | null = pageOf(round); next !== null; ) {
    const page = await source.get(next);
    const contacts = page['results'] as Readonly<Record<string, unknown>>[];
    next = nextOf(page, next);
    round = afterPage(round, next, contacts.length);
    state.page(
      contacts.map((contact) => {
        const { line, hidden } = lineOf(contact, known, state.imported);
        if (hidden) say(`${String(contact['uuid'])}: its addresses are hidden there, and cannot come along`);
        return line;
      }),
      round,
    );
    if (next !== null) await sleep(paceMs);
  }
  return round;
}
