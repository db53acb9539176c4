import fc from 'fast-check';
import { expect, it } from 'vitest';
import { phone } from '../support/api/client.ts';
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

let people = 0;

it('an address is active only if the last word of its person was in, whatever is done to its contacts, in whatever order', async () => {
  const client = await stage().open();
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 14 }), async (history) => {
      const urn = phone(people++);
      const named = `contacts.json?urn=${encodeURIComponent(urn)}`;
      for (const act of history) {
        if (typeof act === 'object') {
          const { minute, ...event } = act;
          await client.post('events.json', { ...event, urn, occurred_on: `2026-01-05T08:${minute}:00Z` });
        } else if (act === 'create') await client.ask('POST', 'contacts.json', { urns: [urn] });
        else if (act === 'delete') {
          await client.ask('DELETE', named);
          // What the stream cleans up may come before the next act, or after it.
          if (people % 2 === 0) await stage().settle();
        } else await client.ask('POST', 'contact_actions.json', { contacts: [urn], action: 'set_status', status: act });
      }
      const { results } = await client.get(named);
      const [{ outcome }] = (await client.post('sendable.json', { urns: [urn] })).results;
      if (lastIsOut(history.filter((act) => typeof act === 'object'))) {
        expect(results[0]?.status).not.toBe('active');
        expect(outcome).not.toBe('sendable');
      }
    }),
    { numRuns: runs(150) },
  );
});
