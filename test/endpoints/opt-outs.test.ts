import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Client, contactOf, phone } from '../support/api/client.ts';
import { importFiles } from '../support/imports/import-files.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { runs } from '../support/property/runs.ts';

const stage = onInProcessStage();

interface Said {
  readonly type: 'msg_received' | 'stop_contact' | 'mo_call';
  readonly text: string;
  /** Minute of the day; few, so that many are the same. */
  readonly minute: number;
}

const said: fc.Arbitrary<Said> = fc.record({
  type: fc.constantFrom('msg_received', 'msg_received', 'msg_received', 'stop_contact', 'mo_call'),
  text: fc.constantFrom('STOP', 'Arrêt.', 'HELP', 'Muraho'),
  minute: fc.integer({ min: 10, max: 16 }),
});
const acts = fc.oneof(
  { weight: 3, arbitrary: said },
  { weight: 2, arbitrary: fc.constantFrom('archived', 'active', 'blocked', 'delete', 'create') },
);

/** The latest of what a person said, and at one time rather the opt-out. */
function lastIsOut(all: readonly Said[]): boolean {
  const isOut = ({ type, text }: Said) =>
    type === 'stop_contact' || (type === 'msg_received' && /^(STOP|Arr)/.test(text));
  const isIn = ({ type, text }: Said) => type === 'msg_received' && text === 'Muraho';
  const words = all.filter((one) => isOut(one) || isIn(one));
  const last = Math.max(...words.map(({ minute }) => minute));
  return words.some((one) => one.minute === last && isOut(one));
}

const imports = fc.record({ row: fc.constantFrom('stopped', 'active', 'archived') });

type Act = Said | { readonly row: string } | string;

const isSaid = (act: Act): act is Said => typeof act === 'object' && 'type' in act;

let people = 0;

async function live(client: Client, urn: string, history: readonly Act[]): Promise<void> {
  const named = `contacts.json?urn=${encodeURIComponent(urn)}`;
  for (const act of history) {
    if (isSaid(act)) {
      const { minute, ...event } = act;
      await client.post('events.json', { ...event, urn, occurred_on: `2026-01-05T08:${minute}:00Z` });
    } else if (typeof act === 'object') {
      const content = JSON.stringify({ urns: [urn], status: act.row });
      await importFiles(stage(), client, [{ name: 'people.jsonl', content }]);
      // Nobody who is imported as stopped is active, whatever was said before.
      if (act.row === 'stopped') expect((await contactOf(client, urn)).status).not.toBe('active');
    } else if (act === 'create') await client.ask('POST', 'contacts.json', { urns: [urn] });
    else if (act === 'delete') {
      await client.ask('DELETE', named);
      // What the stream cleans up may come before the next act, or after it.
      if (people % 2 === 0) await stage().settle();
    } else await client.ask('POST', 'contact_actions.json', { contacts: [urn], action: 'set_status', status: act });
  }
  const { results } = await client.get(named);
  const [{ outcome }] = (await client.post('sendable.json', { urns: [urn] })).results;
  if (lastIsOut(history.filter(isSaid))) {
    expect(results[0]?.status).not.toBe('active');
    expect(outcome).not.toBe('sendable');
  }
}

describe('An address is active only if the last word of its person was in', () => {
  it.each<[string, fc.Arbitrary<Act>, number]>([
    ['whatever is done to its contacts, in whatever order', acts, 60],
    [
      'and an import never lifts an opt-out',
      fc.oneof({ weight: 4, arbitrary: acts }, { weight: 1, arbitrary: imports }),
      15,
    ],
  ])('%s', async (_, act, most) => {
    const client = await stage().open();
    const histories = fc.array(act, { minLength: 4, maxLength: 14 });
    const property = fc.asyncProperty(histories, (history) => live(client, phone(people++), history));
    await fc.assert(property, { numRuns: runs(most) });
  });
});
