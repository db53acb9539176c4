import { expect, test } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { repairedContact } from '../../../../shared/domain/changes/repair-contact.ts';
import type { Change, Contact } from '../../../../shared/domain/contacts/contact.ts';
import { MOST_MARKS, marksOf, withoutMarks } from '../../../../shared/domain/contacts/marks.ts';
import type { GroupId, JobId } from '../../../../shared/domain/ids.ts';
import { once, type Rule } from '../../../../shared/domain/jobs/rules.ts';
import { CHANGED, failed, skipped } from '../../../../shared/domain/selection/verdict.ts';
import { assets, contactOf, now } from './world.ts';

const by = (job?: string, slice = 0): Change =>
  job === undefined ? { by: 'token-1', via: 'api' } : { by: 'token-1', via: 'job', job: job as JobId, slice };

/** The contact renamed by each in turn. */
const renamed = (changes: readonly Change[], contact: Contact = contactOf({})): Contact =>
  changes.reduce(
    (one, change) =>
      apply(one, [{ type: 'name', name: `After ${one.version}` }], assets, { now, change, taken: new Set() }).contact,
    contact,
  );

const shown = (contact: Contact) => marksOf(contact).map(({ job, slice }) => `${job}/${slice}`);

test('a contact remembers each job that changed it, in their order, whatever else changes it', () => {
  expect(shown(renamed([]))).toEqual([]);
  expect(shown(renamed([by('a', 3)]))).toEqual(['a/3']);
  expect(shown(renamed([by('a', 3), by(), by()]))).toEqual(['a/3']);
  expect(shown(renamed([by('a'), by('b', 7), by(), by('c')]))).toEqual(['a/0', 'b/7', 'c/0']);
});

test('a repair of the contact forgets no job', () => {
  const broken: Contact = { ...renamed([by('a', 3)]), groups: ['gone' as GroupId] };
  const repaired = repairedContact(broken, assets, { now, change: { by: 'system', via: 'sweep' }, taken: new Set() });
  expect(repaired.changed).toBe(true);
  expect(shown(repaired.contact)).toEqual(['a/3']);
});

test('several changes in one run of a flow are one mark', () => {
  expect(shown(renamed([by('a'), by('a'), by('b'), by('b'), by()]))).toEqual(['a/0', 'b/0']);
});

test('marks of jobs that are over go, and others stay', () => {
  const contact = renamed([by('a'), by('b'), by('c'), by()]);
  expect(shown(withoutMarks(contact, new Set(['a', 'c'] as JobId[])))).toEqual(['b/0']);
  expect(withoutMarks(contact, new Set())).toBe(contact);
});

const renames =
  (change: Change): Rule =>
  (contact) => ({ outcome: 'apply', applied: { contact: renamed([change], contact), events: [], changed: true } });

const decide = (contact: Contact, change: Change, over: readonly string[] = []) =>
  once(renames(change), change, new Set(over as JobId[]))(contact, new Set(), new Map());

test('a job finds what it has done under the changes of others', () => {
  const contact = renamed([by('a', 3), by('b'), by()]);
  expect(decide(contact, by('a', 3))).toEqual(CHANGED);
  expect(decide(contact, by('a', 4))).toEqual(skipped('duplicate'));
  expect(decide(contact, by('c'))).toMatchObject({ outcome: 'apply' });
});

test('a contact with no room for another mark takes no other job, until one of its jobs is over', () => {
  const marks = Array.from({ length: MOST_MARKS }, (_, i) => ({ job: `job ${i}` as JobId, slice: 0 }));
  const contact = { ...renamed([by('a')]), marks };
  expect(decide(contact, by('b'))).toEqual(failed('too_many_jobs'));
  expect(decide(contact, by('b'), ['job 7'])).toMatchObject({ outcome: 'apply' });
  expect(marksOf(renamed([by()], contact))).toHaveLength(MOST_MARKS + 1);
});
