/** Dormouse beside mailroom: measured once, and what of Dormouse's own time was measured since (`processor.json`). */
import { table, whole } from '../support/table.ts';
import { MEASURED_ON, sidesOf, WORKS_MEASURED } from './processor.ts';

interface Compared {
  readonly what: string;
  /** Of `processor.json`. */
  readonly work: string;
  /** A second, mailroom's with its pacing raised. */
  readonly mailroom: number;
  readonly dormouse: number;
  /** Milliseconds of processor time; null: not noted. Dormouse's are Node's, and the engine's. */
  readonly mailroomMs: string | null;
  readonly node: number | null;
  readonly engine: number | null;
}

const [BULK, START, CHANGE, INCOMING] = WORKS_MEASURED.map(({ name }) => name) as [string, string, string, string];

/** In November 2026, in one run on one machine, with the same people and checked results, before ADR 105. */
const COMPARED: readonly Compared[] = [
  {
    what: 'status of 10,000 people in bulk, a contact',
    work: BULK,
    mailroom: 1_556,
    dormouse: 581,
    mailroomMs: '0.85',
    node: 1.36,
    engine: 1.13,
  },
  {
    what: 'a flow started for 10,000 people, a contact',
    work: START,
    mailroom: 813,
    dormouse: 556,
    mailroomMs: '1.55',
    node: null,
    engine: null,
  },
  {
    what: 'one contact changed, eight at a time',
    work: CHANGE,
    mailroom: 573,
    dormouse: 213,
    mailroomMs: null,
    node: 6.7,
    engine: null,
  },
  {
    what: 'an incoming message',
    work: INCOMING,
    mailroom: 234,
    dormouse: 143,
    mailroomMs: '7.9 to 12',
    node: 10.2,
    engine: 1.9,
  },
];

const ms = (value: number | null): string => (value === null ? 'not noted' : value.toFixed(2));

export const mailroomTable = (): string =>
  table([
    [
      '',
      ...['mailroom, a second', 'Dormouse then', 'of its rate', 'mailroom, ms of processor time'],
      ...['Dormouse then: Node, engine', `Dormouse on ${MEASURED_ON}: Node, engine`],
    ],
    ...COMPARED.map(({ what, work, mailroom, dormouse, mailroomMs, node, engine }) => {
      const now = sidesOf(work);
      return [
        what,
        whole(mailroom),
        whole(dormouse),
        (dormouse / mailroom).toFixed(2),
        mailroomMs ?? 'not noted',
        `${ms(node)}, ${ms(engine)}`,
        `${ms(now.node)}, ${ms(now.engine)}`,
      ];
    }),
  ]);
