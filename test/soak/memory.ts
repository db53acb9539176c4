import { type Known, known } from './known-values.ts';

export type Status = 'active' | 'archived' | 'stopped' | 'deleted';

/** Plain people stay active; movers are archived, restored and deleted; quitters opt out. */
export type Kind = 'plain' | 'mover' | 'quitter';

export interface Person {
  readonly uuid: string;
  /** No other contact has it. */
  readonly name: string;
  readonly urn: string;
  readonly kind: Kind;
  readonly status: Known<Status>;
  /** Values of the fields that editors write. */
  readonly fields: Readonly<Record<FieldName, Known<string>>>;
  /** Memberships of the groups that stay. */
  readonly groups: ReadonlyMap<string, Known<boolean>>;
  /** When the last sign of life was sent that was acknowledged; milliseconds. */
  seen: number;
}

export const FIELDS = ['plan', 'remark'] as const;
type FieldName = (typeof FIELDS)[number];

/** A start of the flow that leaves a mark on each contact. */
interface Start {
  readonly mark: number;
  readonly uuid: string;
  /** Who has to have the mark when the job says that nobody failed. */
  readonly people: readonly Person[];
}

/** A message or event with an id of its sender. */
interface Sent {
  readonly person: Person;
  readonly text: string;
  /** Messages are kept; of other events only their effect is. */
  readonly isMessage: boolean;
  /** The contact that the answer named; null when the event had been taken in before. */
  readonly contact: string | null;
}

/** All that the clients of one workspace were told. */
export interface Memory {
  readonly people: Person[];
  readonly starts: Start[];
  readonly sent: Sent[];
  /** What was acknowledged in a way that cannot be. */
  readonly problems: string[];
}

export const newMemory = (): Memory => ({ people: [], starts: [], sent: [], problems: [] });

type Introduction = Pick<Person, 'uuid' | 'name' | 'urn' | 'kind'> & {
  readonly groups: ReadonlyMap<string, boolean>;
};

/** Somebody who has just been created. */
export function introduce(memory: Memory, { groups, ...given }: Introduction): Person {
  const person: Person = {
    ...given,
    status: known<Status>('active'),
    fields: { plan: known(''), remark: known('') },
    groups: new Map([...groups].map(([group, member]) => [group, known(member)])),
    seen: 0,
  };
  memory.people.push(person);
  return person;
}
