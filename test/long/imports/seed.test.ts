import { expect, it } from 'vitest';
import { fill } from '../../../scripts/seed/fill.ts';
import { programme } from '../../../scripts/seed/programme.ts';
import { scriptApi, uploadTo } from '../../support/in-process/script-api.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
const today = new Date('2026-11-25T12:00:00.000Z');
const DAY = 86_400_000;

it('npm run seed makes the people of the programme, with their groups, fields and signs of life, and a second time nobody', async () => {
  const client = await stage().open();
  const settings = await client.get('settings.json');
  const told: number[] = [];
  const seed = () =>
    fill(scriptApi(stage, client), {
      contacts: 40,
      seed: 1,
      today,
      upload: uploadTo(stage),
      onDone: (n) => told.push(n),
    });
  await seed();
  expect(told.at(-1)).toBe(40);
  const made = await client.all('contacts.json');
  const shown = made.map(({ urns, name, language, groups, fields, last_seen_on }) => ({
    ...{ urn: urns[0], name, language, last_seen_on },
    group: groups[0]?.name ?? null,
    ...{ district: fields.district, age: fields.age, joined: fields.joined.slice(0, 10) },
  }));
  const meant = [...programme(40, 1, today)].map(({ urn, name, language, group, fields, seenDaysAgo }) => ({
    ...{ urn, name, language, group, ...fields },
    last_seen_on:
      seenDaysAgo === null ? null : new Date(today.getTime() - seenDaysAgo * DAY).toISOString().replace('.000', ''),
  }));
  const inOrder = (people: readonly { readonly urn: string }[]) => people.toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
  expect(inOrder(shown)).toEqual(inOrder(meant));
  expect(await client.get('settings.json')).toEqual(settings);

  await seed();
  expect(await client.all('contacts.json')).toEqual(made);
});
