import { DatabaseSync } from 'node:sqlite';

export type Side = 'there' | 'here';

/** A contact of one side, in a form that can be compared. */
export interface Person {
  readonly uuid: string;
  /** Milliseconds since 1970. */
  readonly modifiedOn: number;
  /** Whether the person is stopped or blocked, or was so before the archive. */
  readonly wantsNone: boolean;
  /** Without channel and display, the one to be written to first. Hidden ones are left out. */
  readonly urns: readonly string[];
  /** Names of static groups: smart ones find their members themselves. */
  readonly groups: readonly string[];
  /** By property and by `fields.<name>`: what is set, as text. */
  readonly values: Readonly<Record<string, string>>;
}

/** A person on both sides, or on one of them. */
export interface Pair {
  readonly there: Person | null;
  readonly here: Person | null;
}

/** The people of both sides, on disk: a million of them need no more memory than a thousand. */
export interface People {
  /** Adds people, or replaces them. */
  put(side: Side, people: readonly Person[]): void;
  /** Finds out who is who: by the uuid, else by an address. */
  pairs(): Iterable<Pair>;
  count(side: Side): number;
}

const TABLES = `
  PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
  CREATE TABLE person (side TEXT, uuid TEXT, data TEXT, PRIMARY KEY (side, uuid)) WITHOUT ROWID;
  CREATE TABLE address (side TEXT, urn TEXT, uuid TEXT, PRIMARY KEY (side, urn)) WITHOUT ROWID;
  CREATE TABLE pair (there TEXT, here TEXT);
  CREATE INDEX there ON pair (there);
  CREATE INDEX here ON pair (here);`;

const MATCH = `
  DELETE FROM pair;
  INSERT INTO pair SELECT t.uuid, h.uuid FROM person t JOIN person h ON h.side = 'here' AND h.uuid = t.uuid
    WHERE t.side = 'there';
  INSERT INTO pair SELECT t.uuid, min(h.uuid) FROM address t JOIN address h ON h.side = 'here' AND h.urn = t.urn
    WHERE t.side = 'there' AND NOT EXISTS (SELECT 1 FROM pair WHERE there = t.uuid)
    AND NOT EXISTS (SELECT 1 FROM pair WHERE here = h.uuid) GROUP BY t.uuid;
  INSERT INTO pair SELECT uuid, NULL FROM person t WHERE side = 'there'
    AND NOT EXISTS (SELECT 1 FROM pair WHERE there = t.uuid);
  INSERT INTO pair SELECT NULL, uuid FROM person h WHERE side = 'here'
    AND NOT EXISTS (SELECT 1 FROM pair WHERE here = h.uuid);`;

const PAIRS = `
  SELECT t.data AS there, h.data AS here FROM pair
    LEFT JOIN person t ON t.side = 'there' AND t.uuid = pair.there
    LEFT JOIN person h ON h.side = 'here' AND h.uuid = pair.here`;

/** Keeps people in a file of a folder that has no name: whatever ends the process, nobody's data is left. */
export function openPeople(folder: string): People {
  process.env['SQLITE_TMPDIR'] = folder;
  const database = new DatabaseSync('');
  database.exec(TABLES);
  const person = database.prepare('REPLACE INTO person VALUES (?, ?, ?)');
  const address = database.prepare('REPLACE INTO address VALUES (?, ?, ?)');
  let isMatched = false;
  return {
    put(side, people) {
      isMatched = false;
      database.exec('BEGIN');
      for (const one of people) {
        person.run(side, one.uuid, JSON.stringify(one));
        for (const urn of one.urns) address.run(side, urn, one.uuid);
      }
      database.exec('COMMIT');
    },
    *pairs() {
      if (!isMatched) database.exec(MATCH);
      isMatched = true;
      for (const { there, here } of database.prepare(PAIRS).iterate())
        yield { there: personIn(there), here: personIn(here) };
    },
    count: (side) => Number(database.prepare('SELECT count(*) AS n FROM person WHERE side = ?').get(side)?.['n']),
  };
}

const personIn = (data: unknown): Person | null => (typeof data === 'string' ? JSON.parse(data) : null);
