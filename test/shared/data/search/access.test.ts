import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Access, accessesOf, accessNameOf } from '../../../../shared/data/search/access.ts';
import { type Contact, folderOf } from '../../../../shared/domain/contacts/contact.ts';
import { folderTime } from '../../../../shared/domain/contacts/folder-time.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import { readSearch, type Search } from '../../../../shared/domain/search/search.ts';
import { runs } from '../../../support/property/runs.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { contact, folder, groupNames, queryText } from './generators.ts';

function searchOf(text: string, where: Parameters<typeof readSearch>[1] = null): Search {
  const read = readSearch(text, where, assets, now);
  if (!read.ok) throw new Error(`${text}: ${read.error.message}`);
  return read.search;
}

/** Whether an access finds a contact, decided without any index. */
function reaches(access: Access, one: Contact): boolean {
  switch (access.type) {
    case 'nobody':
      return false;
    case 'contacts':
      return access.uuids.includes(one.uuid) || one.urns.some((urn) => access.identities.includes(identityOf(urn)));
    case 'groups':
      return access.groups.some(({ uuid }) => one.groups.some((group) => group === uuid));
    case 'folders':
      return access.ranges.some(
        (range) =>
          range.folder === folderOf(one) &&
          (range.from ?? '') <= folderTime(one) &&
          (range.to === undefined || folderTime(one).slice(0, 10) <= range.to),
      );
    case 'modified':
      return one.modifiedOn >= access.after;
  }
}

const [first, second] = groupNames;

describe('ways to the matches of a search', () => {
  it('all reach every match, for any query and contact', () => {
    fc.assert(
      fc.property(queryText, folder, fc.array(contact(), { minLength: 8, maxLength: 8 }), (text, where, contacts) => {
        const search = searchOf(text, where);
        const matches = contacts.filter(search.matches);
        for (const access of accessesOf(search))
          for (const match of matches)
            expect([accessNameOf(access), reaches(access, match)]).toEqual([accessNameOf(access), true]);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('are the same for the same search', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const names = accessesOf(searchOf(text)).map(accessNameOf);
        expect(accessesOf(searchOf(text)).map(accessNameOf)).toEqual(names);
      }),
      { numRuns: runs(200) },
    );
  });

  const active = ['active', 'dormant'].map((name) => ({ folder: name }));
  const until = (to: string) => active.map((each) => ({ ...each, to }));

  // The workspace of the cases is in Kigali, two hours ahead of UTC: its 17 November begins on the 16th.
  it.each([
    ['name = Ann', [{ type: 'folders', ranges: active }]],
    ['last_seen_on < 17-11-2026', [{ type: 'folders', ranges: until('2026-11-16') }]],
    ['last_seen_on < -90d', [{ type: 'folders', ranges: until('2026-08-25') }]],
    [
      'last_seen_on < -90d OR (last_seen_on = "" AND created_on < -90d)',
      [{ type: 'folders', ranges: until('2026-08-25') }],
    ],
    ['dormant_since < -30d', [{ type: 'folders', ranges: [{ folder: 'dormant' }] }]],
    ['dormant_since = ""', [{ type: 'folders', ranges: [{ folder: 'active' }] }]],
    ['status = Archived', [{ type: 'folders', ranges: [{ folder: 'archived' }] }]],
    ['status = archived AND status = blocked', [{ type: 'nobody' }]],
    ['last_seen_on < 01-01-2026 AND last_seen_on > 01-01-2026', [{ type: 'nobody' }]],
    [
      'created_on >= 17-11-2026',
      [
        { type: 'folders', ranges: active },
        { type: 'modified', after: Date.UTC(2026, 10, 16, 22) * 1000 },
      ],
    ],
    [
      'tel = +250788000001 OR tel = +250788000002',
      [
        { type: 'folders', ranges: active },
        { type: 'contacts', uuids: [], identities: ['tel:+250788000001', 'tel:+250788000002'] },
      ],
    ],
    ['line = ann', [{ type: 'folders', ranges: active }]],
    ['tel != +250788000001', [{ type: 'folders', ranges: active }]],
    [
      'uuid = nobody',
      [
        { type: 'folders', ranges: active },
        { type: 'contacts', uuids: [], identities: [] },
      ],
    ],
    ['last_seen_on <= 31-12-9999', [{ type: 'folders', ranges: until('9999-12-31') }]],
    ['created_on < 01-01-0001', [{ type: 'folders', ranges: active }]],
  ])('%s', (text, expected) => {
    expect(accessesOf(searchOf(text))).toEqual(expected);
  });

  it('use the roster of a required group, or those of all alternatives', () => {
    const names = (text: string) =>
      accessesOf(searchOf(text)).flatMap((access) =>
        access.type === 'groups' ? [access.groups.map(({ name }) => name)] : [],
      );
    expect(names(`group = "${first}" AND name = Ann`)).toEqual([[first]]);
    expect(names(`group = "${first}" AND group = "${second}"`)).toEqual([[first], [second]]);
    expect(names(`group = "${first}" OR group = "${second}" OR group = "${first}"`)).toEqual([[first, second]]);
    expect(names(`group = "${first}" OR name = Ann`)).toEqual([]);
    expect(names(`group != "${first}"`)).toEqual([]);
  });

  it('go through active and dormant, unless the query has a status or a folder is given', () => {
    expect(searchOf('name = Ann').folders).toEqual(['active', 'dormant']);
    expect(searchOf('name = Ann', 'dormant').folders).toEqual(['dormant']);
    expect(searchOf('status = archived OR name = Ann').folders).toHaveLength(5);
    expect(searchOf('status = archived', 'active').folders).toEqual(['active', 'dormant']);
    expect(accessesOf(searchOf('status = archived', 'active'))).toEqual([{ type: 'nobody' }]);
  });
});
