import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople, phone } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { requestOf } from './rows/index.ts';
import { furnish, type Named, neverGiven } from './rows/named.ts';
import { bare, QUESTIONS } from './rows/questions.ts';

const stage = onInProcessStage();
let ours: Client;
let theirs: Client;
let own: Named;
let foreign: Named;
/** All items of the other workspace. */
let before: readonly object[];

/** A contact of the other workspace for each request: the request may create one with its URN in its own workspace. */
const questions = QUESTIONS.map((question, index) => ({ ...question, index, urn: phone(30_000 + index) }));
let contacts: readonly string[];

beforeAll(async () => {
  [ours, theirs] = await Promise.all([stage().open(), stage().open()]);
  own = await furnish(stage(), ours, 'Ours', 10_000);
  foreign = await furnish(stage(), theirs, 'Theirs', 20_000);
  contacts = await createPeople(theirs, questions.length, { first: 30_000 });
  before = await stage().itemsOf(theirs);
});

describe("Another workspace's data does not exist for a request: the answer is that for an unknown uuid or name", () => {
  it.each([...Map.groupBy(questions, ({ tried }) => `${tried.method} ${tried.path}`)])('%s', async (_, some) => {
    for (const { about, tried, ask, index, urn } of some) {
      const unknown = neverGiven();
      const expected = bare(await ours.ask(...requestOf(tried, ask(unknown, own))), unknown);
      const named = { ...foreign, contact: contacts[index] ?? '', urn };
      const given = bare(await ours.ask(...requestOf(tried, ask(named, own))), named);
      expect({ about, ...given }).toEqual({ about, ...expected });
    }
    expect(await stage().itemsOf(theirs)).toEqual(before);
  });
});
