import { beforeAll, describe, expect, it } from 'vitest';
import { bare, EVERY, QUESTIONS, requestOf } from '../endpoints/rows/index.ts';
import { furnish, type Named, neverGiven } from '../endpoints/rows/named.ts';
import { type Client, createPeople, phone } from '../support/api/client.ts';
import { ARCHIVING_FLOW } from '../support/api/flows.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

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
    for (const { about, ask, index, urn } of some) {
      const unknown = neverGiven(foreign);
      const expected = bare(await ours.ask(...ask(unknown, own)), unknown);
      const named = { ...foreign, contact: contacts[index] ?? '', urn };
      const given = bare(await ours.ask(...ask(named, own)), named);
      expect({ about, ...given }).toEqual({ about, ...expected });
    }
    expect(await stage().itemsOf(theirs)).toEqual(before);
  });

  it('a flow with the uuid of another workspace’s flow is a flow of this workspace', async () => {
    const theirFlow = await theirs.get(`flows.json?uuid=${foreign.flow}`);
    const flow = { ...ARCHIVING_FLOW, uuid: foreign.flow };
    expect((await ours.ask('POST', 'flows.json', flow)).status).toBe(201);
    expect(await theirs.get(`flows.json?uuid=${foreign.flow}`)).toEqual(theirFlow);
    expect((await ours.ask('DELETE', `flows.json?uuid=${foreign.flow}`)).status).toBe(204);
    expect(await theirs.get(`flows.json?uuid=${foreign.flow}`)).toEqual(theirFlow);
  });

  it('no list and no other answer contains anything of the other workspace', async () => {
    const reads = EVERY.filter(({ method }) => method === 'GET');
    const answers: unknown[] = [];
    for (const tried of reads) answers.push((await ours.ask(...requestOf(tried, tried.good, own))).body);
    const lists = [...reads.map(({ path }) => path), 'contacts.json?folder=active', 'contacts.json?deleted=true'];
    for (const path of lists) {
      const { body } = await ours.ask('GET', path);
      answers.push('next' in body ? await ours.all(path) : body);
    }
    const text = JSON.stringify(answers);
    for (const uuid of contacts) expect(text).not.toContain(uuid);
    // Not the flow, whose uuid a flow of this workspace, archived by now, has as well.
    const { contact, group, field, start, job, token, message } = foreign;
    for (const thing of [contact, group, field, start, job, token, message]) expect(text).not.toContain(thing);
    for (const thing of [own.contact, own.message]) expect(text).toContain(thing);
  });

  it('the same external id in another workspace is another event', async () => {
    const message = { type: 'msg_received', urn: phone(90_000), text: 'Muraho', external_id: 'shared' };
    for (const client of [await stage().open(), await stage().open()])
      expect((await client.ask('POST', 'events.json', message)).body.outcome).toBe('handled');
  });
});
