import { optsOut } from '../../contacts/opt-out/imported.ts';
import { instant } from '../../instant.ts';
import { blankRow } from '../row.ts';
import { REFUSING_TARGETS, TARGETS } from '../target.ts';
import type { CellMeaning } from './cells.ts';

/** A cell of each meaning. */
const CELLS = {
  refused: 'unsubscribed',
  consents: 'subscribed',
  never: 'never subscribed',
  bounced: 'bounced',
  yes: 'yes',
  no: 'no',
  time: '2024-05-01',
  unsaid: 'pending',
  other: '?!',
} as const satisfies Record<Exclude<CellMeaning, 'blank'>, string>;

type Effect = 'out' | 'blocked' | 'stays' | 'refused';

const ENV = {
  settings: { country: null, timezone: 'UTC', dateStyle: 'day_first' },
  now: instant(Date.UTC(2026, 0) * 1_000),
} as const;

/** What becomes of the people in whose row such a cell stands under a target: read as an import reads it. */
function effectOf(target: (typeof REFUSING_TARGETS)[number], text: string): Effect {
  const row = blankRow(false);
  const problem = TARGETS[target].read(row, { text, clears: false, exact: false }, ENV, '');
  if (optsOut(row)) return 'out';
  if (problem !== null) return 'refused';
  return row.blocked === true ? 'blocked' : 'stays';
}

const isStatus = (target: string): number => (target === 'status' ? 1 : 0);

/** The effect of each kind of cell, by target. A person is offered them in this order: few columns hold a status. */
export const CELL_EFFECTS = Object.fromEntries(
  REFUSING_TARGETS.toSorted((one, other) => isStatus(one) - isStatus(other)).map((target) => [
    target,
    Object.fromEntries(Object.entries(CELLS).map(([kind, cell]) => [kind, effectOf(target, cell)])),
  ]),
);
