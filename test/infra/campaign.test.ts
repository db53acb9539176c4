/** What `npm run bench -- campaign` has measured is what is promised for size. */
import { expect, it } from 'vitest';
import { type Campaign, readCampaigns, unitsOfAll } from '../../bench/campaign/kept.ts';
import { numbersOf, optedOutInFile, outcomeOf, peopleOf, sampleOf } from '../../bench/campaign/people.ts';

type Units = ReturnType<typeof unitsOfAll>;

const SMALL = 3_000;
const campaigns = await readCampaigns();
const small = campaigns.find(({ contacts }) => contacts === SMALL) as Campaign;

it.each(campaigns)(
  'a campaign of $contacts people takes the units of a small one, and deletes and exports whom it should',
  (one) => {
    const expected = numbersOf(peopleOf(one.contacts));
    expect(one.exported).toEqual({ before: expected.archived, after: expected.active });
    expect(one.ledger).toMatchObject({ erasures: expected.deleted, unsealed: 0 });
    expect(one.sendable).toMatchObject({ asked: 1_000, wrong: 0 });
    // From 5,000 contacts on a query is answered by a snapshot, which reads everybody once.
    const withoutQuery = (of: Campaign) => ({ ...of, stages: of.stages.filter(({ what }) => what !== 'restore half') });
    const [units, ofSmall] = [one, small].map((of) => unitsOfAll(withoutQuery(of))) as [Units, Units];
    const [all, allOfSmall] = [unitsOfAll(one), unitsOfAll(small)];
    expect(Math.abs(all.write / allOfSmall.write - 1)).toBeLessThan(0.05);
    expect(Math.abs(units.read / ofSmall.read - 1)).toBeLessThan(0.05);
  },
);

it('nobody who said stop may be sent messages by the expectation, and a fifth of those who are asked about did', () => {
  const people = peopleOf(SMALL);
  const saidStop = (n: number) => optedOutInFile(n) || people.before.has(n) || people.during.has(n);
  const all = Array.from({ length: SMALL }, (_, n) => n);
  expect(all.filter(saidStop).every((n) => ['stopped', 'suppressed'].includes(outcomeOf(people, n)))).toBe(true);
  expect(sampleOf(people).filter(saidStop).length).toBeGreaterThan(119);
  expect(new Set(sampleOf(people)).size).toBe(1_000);
});
