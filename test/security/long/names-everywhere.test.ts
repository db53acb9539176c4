import { describe, expect, it } from 'vitest';
import { EVERY } from '../../endpoints/rows/index.ts';
import { flowWith } from '../../support/api/flows.ts';
import { onHostileStage } from '../hostile-stage.ts';

/**
 * Line 13 of the promises: names that every JavaScript object has are ordinary wherever a request can use them, or
 * refused.
 */

const NAMES = ['constructor', '__proto__', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'toJSON', 'then'];

const { stage, client, ask, run, nameOf } = onHostileStage();

const refused = async (path: string, body: unknown) =>
  expect((await ask('POST', path, body)).status, `${path} ${JSON.stringify(body)}`).toBe(400);
/** An object with this key of its own, as JSON.parse makes it. */
const withKey = (name: string, value: unknown): object =>
  JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`);

describe.each(NAMES)('%s', (name) => {
  it('is a group like any other, found by name, in queries and in actions', async () => {
    const { body: group, status } = await ask('POST', 'groups.json', { name });
    if (status === 400) return;
    const { uuid } = await client().post('contacts.json', { name: 'Bob', groups: [name] });
    await stage().settle();
    const [contact] = (await client().get(`contacts.json?uuid=${uuid}`)).results;
    expect(contact.groups).toEqual([{ uuid: group.uuid, name }]);
    expect((await client().get(`groups.json?name=${name}`)).results).toMatchObject([{ uuid: group.uuid, count: 1 }]);
    expect((await client().get(`contacts.json?query=${encodeURIComponent(`group = "${name}"`)}`)).results).toHaveLength(
      1,
    );
    expect(await nameOf(`@(join(foreach(contact.groups, extract, "name"), ","))x`)).toBe('x');
  });

  it('is a field with a key of its own, or refused', async () => {
    const { status, body } = await ask('POST', 'fields.json', { name, type: 'text' });
    if (status === 400) return refused('contacts.json', { name: 'Bob', fields: withKey(name, 'x') });
    const { key } = body;
    const { uuid } = await client().post('contacts.json', { name: 'Bob', fields: withKey(key, 'value') });
    const [contact] = (await client().get(`contacts.json?uuid=${uuid}`)).results;
    expect(Object.entries(contact.fields)).toContainEqual([key, 'value']);
    await stage().settle();
    const found = await client().get(`contacts.json?query=${encodeURIComponent(`fields.${key} = value`)}&sort=${key}`);
    expect(found.results.map((one: { uuid: string }) => one.uuid)).toEqual([uuid]);
    const field = { key, name };
    const set = await run([
      { type: 'set_contact_field', field, value: 'set' },
      { type: 'set_contact_name', name: `@fields.${key}` },
    ]);
    expect(set.name).toBe('set');
  });

  it('is a key of parameters, kept and masked like any other', async () => {
    const params = withKey(name, { deep: withKey(name, 'inner') });
    // The parser of bodies refuses this one key.
    if (name === '__proto__') return refused('flow_starts.json', { params });
    expect(await nameOf(`@(default(trigger.params.${name}.deep.${name}, "none"))`, params)).toBe('inner');
    expect(await nameOf('@(json(trigger.params))', params)).toBe(JSON.stringify(params));
    const [start] = (await client().get('flow_starts.json')).results;
    expect(JSON.stringify(start.params)).toBe(JSON.stringify(params).replace('inner', '********'));
  });

  it('is nothing where a flow has not set it, or is refused at import', async () => {
    const known = [
      `trigger.params.${name}`,
      `trigger.params.a.${name}`,
      `parse_json("{}").${name}`,
      `object("a", 1)["${name}"]`,
    ];
    const tried = [`results.${name}`, `locals.${name}`, `fields.${name}x`, `contact.${name}`, `run.${name}`, name];
    const template = (path: string) => `@(default(${path}, "-"))`;
    for (const path of tried) {
      const flow = flowWith('Refused', 5_000, [{ type: 'set_contact_name', name: template(path) }]);
      if ((await ask('POST', 'flows.json', flow)).status < 300) known.push(path);
    }
    expect(await nameOf(known.map(template).join(''), { a: { b: 1 } })).toBe('-'.repeat(known.length));
  });

  it('is a result, a local and a key of an object that a flow makes', async () => {
    const actions = [
      { type: 'set_run_result', name, value: 'result', category: name },
      { type: 'set_contact_name', name: `@(default(results["${name.toLowerCase()}"].value, "none"))` },
    ];
    const saved = await ask('POST', 'flows.json', flowWith(`Result ${name}`, 6_000, actions));
    if (saved.status < 300 && /^[a-z]/i.test(name)) expect((await run(actions)).name).toBe('result');
    const locals = [
      { type: 'set_run_local', local: name, value: 'local', operation: 'set' },
      { type: 'set_contact_name', name: `@(default(locals.${name}, "none"))` },
    ];
    const local = await ask('POST', 'flows.json', flowWith(`Local ${name}`, 7_000, locals));
    if (local.status < 300) expect((await run(locals)).name).toBe('local');
    expect(await nameOf(`@(json(object("${name}", 1)))`)).toBe(`{"${name}":1}`);
    expect(await nameOf(`@(parse_json(json(object("${name}", "made"))).${name})`)).toBe('made');
  });

  it('is no choice, function, action, test, unit, sort, scheme, role, folder or setting', async () => {
    const uuid = '00000000-0000-4000-8000-000000000000';
    await refused('events.json', { type: name, urn: 'tel:+250788383383' });
    await refused('contact_actions.json', { action: name, contacts: [uuid] });
    await refused('jobs.json', { type: name, selection: { folder: 'active' } });
    await refused('jobs.json', { type: 'set_status', status: name, selection: { folder: 'active' } });
    await refused('jobs.json', { type: 'set_status', status: 'active', selection: { folder: name } });
    await refused('tokens.json', { name: 'x', role: name });
    await refused('fields.json', { name: 'Of no type', type: name });
    await refused('contacts.json', { name: 'Bob', language: name });
    await refused('contacts.json', { name: 'Bob', status: name });
    await refused('contacts.json', { name: 'Bob', urns: [`${name}:5`] });
    await refused('settings.json', { timezone: name });
    await refused('settings.json', { country: name });
    await refused('settings.json', { api_rates: withKey(name, 5) });
    for (const query of [`${name}x = 1`, `fields.${name}x = 1`, `status = ${name}`])
      await refused('queries.json', { query });
    // A scheme that does not exist is one that nobody has.
    const scheme = await ask('POST', 'queries.json', { query: `urns.${name} = 1` });
    expect(scheme.status).toBe((await ask('POST', 'queries.json', { query: 'urns.pigeon = 1' })).status);
    for (const path of [`folder=${name}`, `sort=${name}x&query=a`, `group=${name}x`, `status=${name}`])
      await ask('GET', `contacts.json?${path}`);
    await ask('GET', `messages.json?folder=${name}`);
    for (const action of [
      { type: name },
      { type: 'set_contact_name', name: `@(${name}(1))` },
      { type: 'set_contact_status', status: name },
    ])
      await refused('flows.json', flowWith('Refused', 8_000, [action]));
    expect(await nameOf(`<@(default(datetime_add("2026-01-01T00:00:00Z", 1, "${name}"), "none"))>`)).toBe('<none>');
    expect(await nameOf(`<@(default(format_datetime("2026-01-01T00:00:00Z", "${name}"), "none"))>`)).toMatch(/^</);
  });

  it('is passed over, or refused, as a key of a body, a query string or a form, and changes no object', async () => {
    const polluting = withKey(name, { polluted: 'yes', status: 'blocked' });
    for (const { path } of EVERY.filter(({ method }) => method === 'POST'))
      for (const body of [
        polluting,
        { ...withKey('name', 'Bob'), ...polluting },
        { fields: polluting, selection: polluting, api_rates: polluting },
      ])
        await ask('POST', path, body);
    for (const { path } of EVERY.filter(({ method }) => method === 'GET'))
      await ask('GET', `${path}?${name}=1&${name}[polluted]=yes&${name}.polluted=yes`);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await client().ask(
      'POST',
      'contacts.json',
      `name=Form&${name}=1&fields.${name}.polluted=1&${name}.polluted=yes`,
      form,
    );
    expect(sent.status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('is a key like any other for events, tokens and repetitions', async () => {
    const event = { type: 'msg_received', urn: 'tel:+250788383399', text: name, external_id: name };
    const key = { 'idempotency-key': name };
    const send = () => client().ask('POST', 'events.json', event, key);
    const [first, again] = [await send(), await send()];
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect((await client().ask('POST', 'events.json', event)).body).toMatchObject({ outcome: 'duplicate' });
    expect(await client().post('tokens.json', { name, role: 'viewer' })).toMatchObject({ name });
  });
});
