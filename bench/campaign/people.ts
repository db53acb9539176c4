/** The people of a campaign, and what must become of each: from their number alone, without asking the service. */
import { type Random, randomOf } from '../../test/fuzz/random.ts';

/** Whom `sendable.json` must call what, when all is over. */
type Outcome = 'sendable' | 'stopped' | 'suppressed' | 'unknown';

export interface People {
  readonly contacts: number;
  /** Numbers of those who say stop before the archiving, and while they are in the archive. */
  readonly before: ReadonlySet<number>;
  readonly during: ReadonlySet<number>;
}

const SEED = 24;
/** One in so many opted out in the file, and one in a hundred says so later, each time so many at most. */
const [IN_FILE, LATER, MOST_LATER] = [50, 100, 500];

export const optedOutInFile = (n: number): boolean => n % IN_FILE === 7;
const isRestored = (n: number): boolean => n % 2 === 0;
/** The value of the field by which half of them is restored. */
const halfOf = (n: number): string => (isRestored(n) ? 'first' : 'second');
export const nameOf = (n: number): string => `Person ${n}`;
export const urnOf = (n: number): string => `tel:+25078${String(n).padStart(7, '0')}`;

export function peopleOf(contacts: number): People {
  const random = randomOf(SEED, 0);
  const many = Math.min(MOST_LATER, Math.floor(contacts / LATER));
  const before = pickNew(random, contacts, many, optedOutInFile);
  const during = pickNew(random, contacts, many, (n) => optedOutInFile(n) || before.has(n));
  return { contacts, before, during };
}

/** So many different numbers, without those that are taken. */
function pickNew(random: Random, below: number, many: number, taken: (n: number) => boolean): ReadonlySet<number> {
  const picked = new Set<number>();
  while (picked.size < many) {
    const n = random.below(below);
    if (!taken(n)) picked.add(n);
  }
  return picked;
}

/** A row for each: name, number, half, group, and whether they opted out. */
export function csvOf(contacts: number): string {
  const rows = Array.from({ length: contacts }, (_, n) =>
    [nameOf(n), urnOf(n).slice('tel:'.length), halfOf(n), 'yes', optedOutInFile(n) ? 'yes' : ''].join(','),
  );
  return ['Name,Phone,Field:Half,Group:Campaign,Opted out', ...rows].join('\n');
}

/** Who opted out before the archiving is in no group, so the flow leaves them where they are. */
const isArchived = ({ before }: People, n: number): boolean => !optedOutInFile(n) && !before.has(n);

export function outcomeOf(people: People, n: number): Outcome {
  if (!isArchived(people, n)) return 'stopped';
  const saidStop = people.during.has(n);
  if (isRestored(n)) return saidStop ? 'stopped' : 'sendable';
  return saidStop ? 'suppressed' : 'unknown';
}

export interface Numbers {
  /** Active before the archiving, and so archived. */
  readonly archived: number;
  readonly restored: number;
  readonly deleted: number;
  /** Active in the end. */
  readonly active: number;
}

export function numbersOf(people: People): Numbers {
  const all = Array.from({ length: people.contacts }, (_, n) => n);
  const archived = all.filter((n) => isArchived(people, n));
  const restored = archived.filter(isRestored).length;
  const active = all.filter((n) => outcomeOf(people, n) === 'sendable').length;
  return { archived: archived.length, restored, deleted: archived.length - restored, active };
}

/** A fifth of those who are asked about have opted out; the others are anybody. */
const ASKED = 1_000;
const OF_THOSE_WHO_OPTED_OUT = 200;

/** Up to 1,000 numbers at random. */
export function sampleOf(people: People): readonly number[] {
  const random = randomOf(SEED, 1);
  const optedOut = Array.from({ length: people.contacts }, (_, n) => n).filter(
    (n) => optedOutInFile(n) || people.before.has(n) || people.during.has(n),
  );
  const sample = new Set<number>();
  const fill = (many: number, next: () => number): void => {
    while (sample.size < many) sample.add(next());
  };
  fill(Math.min(OF_THOSE_WHO_OPTED_OUT, optedOut.length), () => random.pick(optedOut));
  fill(Math.min(ASKED, people.contacts), () => random.below(people.contacts));
  return [...sample];
}
