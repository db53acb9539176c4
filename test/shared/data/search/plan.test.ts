import { describe, expect, it } from 'vitest';
import { planSearch } from '../../../../shared/data/search/plan.ts';
import type { Counts } from '../../../../shared/domain/counts.ts';
import type { GroupId } from '../../../../shared/domain/ids.ts';
import { readSearch } from '../../../../shared/domain/search/search.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { groupNames } from './generators.ts';

const [few, many] = groupNames;
const uuidOf = (name: string | undefined) =>
  [...assets.groups.values()].find((group) => group.name === name)?.uuid as GroupId;

const counts: Counts = {
  folders: { active: 90_000, dormant: 10_000, archived: 5_000, stopped: 100, blocked: 0, deleted: 700 },
  groups: { [uuidOf(few)]: 1_200, [uuidOf(many)]: 60_000 },
};

function planOf(text: string, given = counts) {
  const read = readSearch(text, null, assets, now);
  if (!read.ok) throw new Error(`${text}: ${read.error.message}`);
  return planSearch(read.search, given);
}

describe('a plan', () => {
  it.each([
    ['name = Ann', 'folders', 100_000],
    ['status = stopped', 'folders', 100],
    ['uuid = 00000000-aaaa-4aaa-8aaa-aaaaaaaaaaaa AND name = Ann', 'contacts', 1],
    ['tel = +250788000001 OR tel = +250788000002', 'contacts', 2],
    [`group = "${few}" AND last_seen_on > -90d`, 'groups', 1_200],
    [`group = "${many}" AND group = "${few}"`, 'groups', 1_200],
    [`group = "${many}" AND last_seen_on < -90d`, 'folders', 100_000],
    [`group = "${many}" AND dormant_since < -30d`, 'folders', 10_000],
    ['created_on > -7d', 'modified', 105_100],
    ['created_on > -7d AND status = archived', 'folders', 5_000],
    ['status = archived AND status = stopped', 'nobody', 0],
  ])('for %s reads %s, %i contacts at most', (text, access, candidates) => {
    expect(planOf(text)).toMatchObject({ access: { type: access }, candidates });
  });

  it('is estimated in read units: half a unit a contact, and the cost of finding them', () => {
    expect(planOf('name = Ann').readUnits).toBe(2 * 4 + 100_000 * 0.525);
    expect(planOf('uuid = 00000000-aaaa-4aaa-8aaa-aaaaaaaaaaaa').readUnits).toBe(1);
    expect(planOf('tel = +250788000001').readUnits).toBe(3);
    expect(planOf('dormant_since != ""').readUnits).toBe(4 + 10_000 * 0.525);
    expect(planOf('status = archived AND status = stopped').readUnits).toBe(0);
  });

  it.each([
    [
      'name = Ann',
      'All active contacts and all dormant contacts are read, 100,000 contacts at most, and checked one by one.',
    ],
    [
      'last_seen_on < -90d AND dormant_since = ""',
      'Active contacts last seen or created by 2026-08-25 are read, 90,000 contacts at most, and checked one by one.',
    ],
    [
      'uuid = 00000000-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
      'The query names its contacts by uuid or address: 1 contact at most, read directly.',
    ],
    [`group = "${few}"`, `Every match is in “${few}”: the members, 1,200 contacts, are read and checked one by one.`],
    ['status = archived AND status = stopped', 'No contact can match, so none is read.'],
  ])('says for %s what it does', (text, explanation) => {
    expect(planOf(text).explanation).toBe(explanation);
  });
});
