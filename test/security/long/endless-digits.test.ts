/** Numbers of hundreds of digits, and those that are not finite: text, or refused, and never Infinity. */
import { describe, expect, it } from 'vitest';
import { flowWith } from '../../support/api/flows.ts';
import { onHostileStage } from '../hostile-stage.ts';

const { stage, client, ask, nameOf } = onHostileStage();

describe('Digits without end', () => {
  const MANY = '9'.repeat(400);

  it.each(['1e999', '-1e999', MANY, `0.${MANY}`, `1e-${MANY}`, 'Infinity', 'NaN'])(
    '%s is no number that has no end',
    async (digits) => {
      const { key } = (await ask('POST', 'fields.json', { name: 'Age', type: 'number' })).body.key
        ? { key: 'age' }
        : { key: 'age' };
      const { uuid } = await client().post('contacts.json', { name: 'Bob', fields: { [key]: digits } });
      for (const shown of [
        await client().get(`contacts.json?uuid=${uuid}`),
        await client().get(`history.json?contact=${uuid}`),
      ])
        expect(JSON.stringify(shown)).not.toMatch(/Infinity(?!")|NaN(?!")/);
      for (const query of [
        `age > ${digits}`,
        `age = "${digits}"`,
        `age < ${digits} AND age != ""`,
        `last_seen_on > ${digits}`,
      ])
        await ask('POST', 'queries.json', { query, contact: uuid });
      for (const template of [
        `@(${digits} + 1)`,
        `@(number("${digits}") * 10)`,
        '@(fields.age * 2)',
        `@(10 ^ 999)`,
        `@(mean(${MANY}, 1))`,
      ]) {
        const saved = await ask(
          'POST',
          'flows.json',
          flowWith('Digits', 9_000, [{ type: 'set_contact_name', name: `<${template}>` }]),
        );
        if (saved.status < 300)
          expect((await nameOf(`<${template}>`)).replaceAll(digits, '')).not.toMatch(/Infinity|NaN/);
      }
    },
  );

  it.each([MANY, `-${MANY}`])('%s as a number of JSON is the text of its digits', async (digits) => {
    const raw = (path: string, body: string) => client().ask('POST', path, body);
    const named = await raw('contacts.json', `{"name": ${digits.slice(0, 60)}}`);
    expect(named).toMatchObject({ status: 201, body: { name: digits.slice(0, 60) } });
    expect((await raw('contacts.json', `{"name": ${digits}}`)).status).toBe(400);
    const { uuid } = named.body;
    const flow = flowWith('Params', 9_500, [{ type: 'set_contact_name', name: '@(text_length(trigger.params.n))' }]);
    await client().post('flows.json', flow);
    const start = `{"flow": "${flow.uuid}", "contacts": ["${uuid}"], "params": {"n": ${digits}}}`;
    expect((await raw('flow_starts.json', start)).status).toBe(201);
    await stage().settle();
    expect((await client().get(`contacts.json?uuid=${uuid}`)).results[0].name).toBe(String(digits.length));
  });

  it.each(['1e999', '-1e999', '1E+400', '1.5e0000309', `${MANY}.5`])(
    '%s as a number of JSON is refused, wherever it stands',
    async (digits) => {
      for (const [path, body] of [
        ['contacts.json', `{"name":${digits}}`],
        ['contacts.json', `{"name": "Bob", "fields": {"age": ${digits}}}`],
        ['contacts.json', `{"urns": [${digits}]}`],
        ['settings.json', `{"dormancy_days":\n${digits}}`],
        ['settings.json', `{"api_rates": {"v2": ${digits}}}`],
        ['jobs.json', `{"type": "set_status", "selection": {"folder": "active"}, "count": ${digits}}`],
        ['queries.json', `{"query": ${digits}}`],
        ['flow_starts.json', `{"params": {"n": [1, ${digits}]}}`],
        ['flows.json', `${digits}`],
      ] as const) {
        const { status, body: answer } = await client().ask('POST', path, body);
        expect({ status, answer }).toEqual({
          status: 400,
          answer: { detail: expect.stringMatching(/^JSON parse error - the number .* is too large$/) },
        });
      }
    },
  );
});
