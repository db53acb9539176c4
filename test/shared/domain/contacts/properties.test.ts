/**
 * Every property survives files, undo, history, the bus and sorting as its record says: one law for all, also for new
 * ones.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showContact } from '../../../../functions/contacts/present.ts';
import { CONTACT_DESCRIPTION } from '../../../../scripts/openapi/contact-description.ts';
import { changedBetween } from '../../../../shared/domain/bus/changes.ts';
import { eventOfContact } from '../../../../shared/domain/bus/contacts.ts';
import { EVENT_SCHEMAS } from '../../../../shared/domain/bus/events.schema.ts';
import { cellsOf } from '../../../../shared/domain/cells/json.ts';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Change, Contact } from '../../../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../../../shared/domain/contacts/events.ts';
import { isUnchanged } from '../../../../shared/domain/contacts/is-unchanged.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { Imported } from '../../../../shared/domain/contacts/properties/imported.ts';
import { PROPERTIES, type Properties } from '../../../../shared/domain/contacts/properties/index.ts';
import { queryContactOf } from '../../../../shared/domain/contacts/queryable.ts';
import { untoldOf } from '../../../../shared/domain/contacts/replay.ts';
import type { PastVersion } from '../../../../shared/domain/contacts/undo/past-versions.ts';
import { stateBeforeOf } from '../../../../shared/domain/contacts/undo/state-before.ts';
import { undoingOf } from '../../../../shared/domain/contacts/undo/undoing.ts';
import { jsonLine } from '../../../../shared/domain/exports/json.ts';
import { type ExportRow, exportRow } from '../../../../shared/domain/exports/row.ts';
import { tableColumns } from '../../../../shared/domain/exports/table.ts';
import { CONTACT_KEYS, contactProperties } from '../../../../shared/domain/flows/template/contact.ts';
import type { JobId } from '../../../../shared/domain/ids.ts';
import { modifiersFor, namesIn } from '../../../../shared/domain/imports/change.ts';
import { guessTarget, namesFields } from '../../../../shared/domain/imports/guess-target.ts';
import { readRow } from '../../../../shared/domain/imports/read-row.ts';
import { blankRow, isWrong, type Row } from '../../../../shared/domain/imports/row.ts';
import { parseTarget, REFUSING_TARGETS } from '../../../../shared/domain/imports/target.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { isRefusal } from '../../../../shared/domain/refusals/refusal.ts';
import { parseSort, sortValueOf } from '../../../../shared/domain/search/sort.ts';
import { runs } from '../../../support/property/runs.ts';
import { BASE, type Key, SAMPLES, type Sample } from './values.ts';
import { assets, change, now } from './world.ts';

/** All that one record has, and what its laws need of its sample. */
interface Tried extends Sample<never> {
  readonly key: Key;
  readonly compared: (value: never) => unknown;
}

const TRIED = Object.entries(SAMPLES).flatMap(([key, sample]): Tried[] =>
  sample === null ? [] : [{ compared: (value: never) => value, ...sample, key: key as Key }],
);
const those = (which: (record: Properties[Key]) => boolean) => TRIED.filter(({ key }) => which(PROPERTIES[key]));

const holds = ({ set }: Tried, check: (contact: Contact, modifiers: readonly Modifier[]) => void) =>
  fc.assert(
    fc.property(set, (modifiers) => {
      check(apply(BASE, modifiers, assets, applying(change)).contact, modifiers);
    }),
    { numRuns: runs(100) },
  );

const applying = (by: Change, days = 0) => ({ now: addDays(now, days), change: by, taken: new Set<string>() });

const FORMS = ['csv', 'xlsx', 'jsonl'] as const;

/** What a file says of a contact, as an import that is told nothing reads it. */
function rowOf(contact: Contact, form: (typeof FORMS)[number]): Row {
  const kept: ExportRow = JSON.parse(JSON.stringify(exportRow(contact, assets)));
  const cells =
    form === 'jsonl'
      ? cellsOf(JSON.parse(jsonLine(kept, null, assets)))
      : tableColumns(null, {
          shape: form,
          assets,
          schemes: new Map([
            ['tel', 2],
            ['mailto', 1],
            ['ext', 1],
          ]),
        }).map(({ header, cell }) => [header, String(cell(kept))] as const);
  const prefixed = form === 'jsonl' || namesFields(cells.map(([column]) => column));
  const targets = new Map(
    cells.map(([column]) => {
      const target = parseTarget(guessTarget(column, assets, { prefixed }));
      return [column, isRefusal(target) ? expect.fail(column) : target];
    }),
  );
  const { settings } = assets;
  const record = { line: 1, cells, ...(form === 'jsonl' && { exact: true as const }) };
  const row = readRow(record, { settings, now, targets, allOptedOut: false, values: {} });
  return isWrong(row) ? expect.fail(JSON.stringify(row)) : row;
}

const imported = (row: Row, onto: Contact, days = 0) =>
  apply(onto, modifiersFor(row, onto, namesIn(assets)), assets, applying({ by: 'token', via: 'job' }, days));

describe('what is exported and imported again', () => {
  const carried = those((record) => record.import !== null).flatMap((tried) =>
    FORMS.map((form) => [tried.key, form, tried] as const),
  );

  it.each(carried)('is the same %s, by %s', (key, form, tried) => {
    holds(tried, (contact) => {
      const row = rowOf(contact, form);
      const uuid = row.uuid ?? expect.fail('It has no uuid');
      const { contact: made } = imported(row, newContact({ uuid, now, change }));
      expect(tried.compared(made[key] as never)).toEqual(tried.compared(contact[key] as never));
    });
  });

  it.each(carried)('changes nothing of its contact, whose %s is the same in %s', (_, form, tried) => {
    holds(tried, (contact) => expect(imported(rowOf(contact, form), contact, 1).changed).toBe(false));
  });

  it.each(those((record) => record.import !== null).map(({ key }) => key))('is a row that has room for %s', (key) => {
    for (const allOptedOut of [false, true])
      expect(blankRow(allOptedOut)).toMatchObject(PROPERTIES[key].import?.blank(allOptedOut) ?? {});
  });

  it.each(TRIED.map(({ key }) => key))('has %s without being asked to when imports take it back', (key) => {
    const columns = Object.values(PROPERTIES[key].export ?? {});
    expect(columns.some(({ isUsual }) => isUsual)).toBe(PROPERTIES[key].import !== null);
  });

  it.each(those((record) => record.export !== null).map((tried) => [tried.key, tried] as const))(
    'has %s when it is asked to',
    (key, tried) =>
      holds(tried, (contact) => {
        for (const name of Object.keys(PROPERTIES[key].export ?? {}))
          expect(
            JSON.parse(jsonLine(exportRow(contact, { ...assets, readOn: now }), [name], assets))[name] ?? null,
          ).not.toBeNull();
      }),
  );
});

const JOB = '33333333-3333-4333-8333-333333333333' as JobId;
const BY_JOB: Change = { by: 'token', via: 'job', job: JOB, slice: 0 };

/** A change with what history keeps of it. */
function changed(before: Contact, modifiers: readonly Modifier[], by: Change, days: number) {
  const { contact } = apply(before, modifiers, assets, applying(by, days));
  const { version, modifiedOn, lastChange } = contact;
  const past: PastVersion = {
    ...{ version, at: modifiedOn, change: lastChange },
    events: changesBetween(before, contact, assets),
    was: stateBeforeOf(before, contact),
  };
  return { contact, past };
}

const undo = (contact: Contact, past: readonly PastVersion[], creates = false) =>
  undoingOf(contact, past, { job: JOB, keepsOptOuts: creates, creates, assets });

it.each(TRIED.map((tried) => [tried.key, tried] as const))('a change of %s is one', (_, tried) => {
  holds(tried, (contact) => expect(isUnchanged(BASE, contact)).toBe(contact === BASE));
});

describe('undoing a job', () => {
  const undone = those((record) => record.undo !== null).map((tried) => [tried.key, tried] as const);
  const edited = undone.filter(([, { edit }]) => edit !== null);

  it.each(undone)('puts %s back as it was', (key, tried) => {
    holds(tried, (_, modifiers) => {
      const job = changed(BASE, modifiers, BY_JOB, 0);
      const modifier = undo(job.contact, [job.past]);
      if (typeof modifier === 'string') throw new Error(modifier);
      const { contact } = apply(job.contact, [modifier], assets, applying(change, 1));
      expect(tried.compared(contact[key] as never)).toEqual(tried.compared(BASE[key] as never));
    });
  });

  it.each(undone)('does not guess what %s was when history says that it changed, and not from what', (_, tried) => {
    holds(tried, (__, modifiers) => {
      const { contact, past } = changed(BASE, modifiers, BY_JOB, 0);
      // Of groups the events say it.
      if (past.was !== null) expect(undo(contact, [{ ...past, was: {} }])).toBe('no_history');
    });
  });

  it.each(edited)('leaves %s that a person has edited since, as far as history has come', (_, tried) => {
    holds(tried, (__, modifiers) => {
      const job = changed(BASE, modifiers, BY_JOB, 0);
      const person = changed(job.contact, tried.edit ?? [], change, 1);
      expect(undo(person.contact, [job.past, person.past])).toBe('changed_since');
      expect(undo(person.contact, [job.past])).toBe('changed_since');
    });
  });

  it.each(edited)('leaves %s that a person has edited since, and edited back', (_, tried) => {
    holds(tried, (__, modifiers) => {
      const job = changed(BASE, modifiers, BY_JOB, 0);
      const person = changed(job.contact, tried.edit ?? [], change, 1);
      const back = changed(person.contact, modifiers, change, 2);
      expect(undo(back.contact, [job.past, person.past, back.past])).toBe('changed_since');
    });
  });

  it.each(edited)('that has made the contact archives it, unless a person has edited %s since', (_, tried) => {
    holds(tried, (__, modifiers) => {
      const { uuid, createdOn } = BASE;
      const made = changed(newContact({ uuid, now: createdOn, change: BY_JOB }), modifiers, BY_JOB, 0);
      fc.pre(made.past.events.length > 0);
      const creation = { ...made.past, was: null };
      expect(undo(made.contact, [creation], true)).toEqual({ type: 'status', status: 'archived' });
      const person = changed(made.contact, tried.edit ?? [], change, 1);
      expect(undo(person.contact, [creation, person.past], true)).toBe('changed_since');
    });
  });
});

describe('history', () => {
  it.each(those((record) => record.events !== null).map((tried) => [tried.key, tried] as const))(
    'tells %s, and what it does not tell is found',
    (key, tried) =>
      holds(tried, (contact) => {
        const { type = '', known = null } = PROPERTIES[key].events ?? {};
        const tells = (events: readonly { readonly type: string }[]) => events.some((event) => event.type === type);
        expect(tells(changesBetween(BASE, contact, assets))).toBe(true);
        const events = changesBetween(null, contact, assets);
        const history = { urns: contact.urns, whole: true };
        expect(untoldOf(contact, { ...history, events }, assets)).toEqual([]);
        const others = events.filter((event) => event.type !== type);
        expect(tells(untoldOf(contact, { ...history, events: others }, assets))).toBe(known !== null);
      }),
  );
});

describe('the bus', () => {
  it.each(those((record) => record.bus !== null).map((tried) => [tried.key, tried] as const))(
    'tells that %s has changed, in the shape of its schema',
    (key, tried) =>
      holds(tried, (contact) => {
        const event = eventOfContact(BASE, contact) ?? expect.fail('It tells nothing');
        expect(EVENT_SCHEMAS[event.type].safeParse(event)).toMatchObject({ success: true });
        for (const [name, { parts }] of Object.entries(PROPERTIES[key].bus ?? {})) {
          expect(event).toMatchObject({ changed: expect.arrayContaining([name]), ...parts(BASE, contact) });
          expect(changedBetween(null, contact)).toContain(name);
        }
      }),
  );
});

describe('the description of the API', () => {
  it.each(TRIED.map(({ key }) => key))('has all names by which %s can be asked for, with what it is called', (key) => {
    const { label, export: columns, import: imports, events, sort, query } = PROPERTIES[key];
    const targets: Imported['targets'] = imports?.targets ?? {};
    const simple = Object.entries(targets).filter(([, { about }]) => about === null);
    const described = CONTACT_DESCRIPTION;
    for (const [name, { header }] of Object.entries(columns ?? {}))
      expect(described.columns[name]).toBe(header ?? label);
    for (const [name] of simple) expect([label, described.columns[name]]).toContain(described.targets[name]);
    if (events !== null) expect(described.events[events.type]).toBe(label);
    const refusing = simple.filter(([, { refuses }]) => refuses).map(([name]) => name);
    expect(REFUSING_TARGETS).toEqual(expect.arrayContaining(refusing));
    expect(described.sort).toEqual(expect.arrayContaining(sort === 'own' ? [] : Object.keys(sort ?? {})));
    expect(Object.keys(described.attributes)).toEqual(expect.arrayContaining(Object.keys(query?.added ?? {})));
  });
});

describe('the API, queries and templates', () => {
  it.each(TRIED.map((tried) => [tried.key, tried] as const))('see %s', (key, tried) => {
    const { api, query, template } = PROPERTIES[key];
    expect(CONTACT_KEYS).toEqual(expect.arrayContaining(Object.keys(template ?? {})));
    holds(tried, (contact) => {
      expect(contactProperties(contact, assets)).toBeDefined();
      const shown: Readonly<Record<string, unknown>> = { ...showContact(contact, assets) };
      for (const [name, { show }] of Object.entries({ ...api })) expect(shown[name]).toEqual(show(contact, assets, {}));
      const seen: Readonly<Record<string, unknown>> = { ...queryContactOf(contact), ...queryContactOf(contact).added };
      for (const [name, value] of Object.entries({ ...query?.values })) expect(seen[name]).toEqual(value(contact));
      for (const [name, { value }] of Object.entries({ ...query?.added })) expect(seen[name]).toEqual(value(contact));
    });
  });
});

describe('lists', () => {
  it.each(those((record) => record.sort !== null).map((tried) => [tried.key, tried] as const))(
    'are sorted by %s',
    (key, tried) =>
      holds(tried, (contact) => {
        const { sort } = PROPERTIES[key];
        for (const [name, value] of Object.entries(sort === 'own' ? {} : (sort ?? {}))) {
          const parsed = parseSort(name, assets) ?? expect.fail(`${name} does not sort`);
          expect(sortValueOf(queryContactOf(contact), parsed)).toEqual(value(contact));
        }
      }),
  );
});
