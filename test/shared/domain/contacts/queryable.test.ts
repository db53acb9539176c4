import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedContactOf, queryContactOf, queryEnvOf } from '../../../../shared/domain/contacts/queryable.ts';
import { compile, parseQuery, printQuery } from '../../../../shared/query/query.ts';
import tables from '../../../cases/domain/contacts/queryable.json' with { type: 'json' };
import { contacts } from './any-contact.ts';
import { VALUES } from './values.ts';
import { assets, at, contactOf, now } from './world.ts';

const env = queryEnvOf(assets, now);
const contact = contactOf({
  name: 'Ann',
  language: 'fra',
  urns: ['tel:+250788383383?channel=x#Ann', 'ext:a%23b'],
  fields: { age: { text: '37', number: '37' }, joined: { text: 'then', datetime: '2020-06-26T05:31:06.123456+02:00' } },
  groups: ['Testers'],
  lastSeenOn: '2026-11-24T09:00:00Z',
});

/** In a search, where group, status and ref are known. */
function matches(text: string): boolean {
  const parsed = parseQuery(text, env);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return compile(parsed.query, { ...env, searching: true }).matches(queryContactOf(contact));
}

describe('a query in the workspace of the cases', () => {
  it.each(tables.matches as unknown as [string, boolean][])('%s: %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each(tables.refuses)('refuses %s: %s', (text, code) => {
    expect(parseQuery(text, env)).toMatchObject({ ok: false, error: { code } });
  });

  it('compares no URNs in a workspace that hides them', () => {
    const hidden = queryEnvOf({ ...assets, settings: { ...assets.settings, anon: true } }, now);
    expect(parseQuery('tel ~ 788383', hidden)).toMatchObject({ ok: false, error: { code: 'redacted_urns' } });
  });

  it('reads a local phone number in the format of the country', () => {
    const parsed = parseQuery('0788 383 383', env);
    expect(parsed.ok && printQuery(parsed.query)).toBe('urns.tel = "+250788383383"');
  });
});

describe('a flow of which there are several by one name', () => {
  const flow = (uuid: string, archived: boolean) => ({ uuid, name: 'Welcome', archived });
  const found = (...flows: ReturnType<typeof flow>[]) => queryEnvOf(assets, now, flows).resolver?.flow('welcome');

  it('is the only one that is not archived', () => {
    expect(found(flow('a', true), flow('b', false))).toMatchObject({ uuid: 'b' });
    expect(found(flow('a', true))).toMatchObject({ uuid: 'a' });
  });

  it('is none rather than any of them', () => {
    expect(found(flow('a', false), flow('b', false))).toBeNull();
    expect(found(flow('a', true), flow('b', true))).toBeNull();
  });
});

describe('a contact as smart groups see it', () => {
  it('has all that a search sees but the ref, and addresses when they are looked at', () => {
    const any = fc.record({ contact: contacts, fields: VALUES.fields, lastSeenOn: VALUES.lastSeenOn });
    fc.assert(
      fc.property(any, fc.boolean(), ({ contact: made, ...others }, urns) => {
        const one = { ...made, ...others };
        const { ref, ...whole } = queryContactOf(one);
        expect(groupedContactOf(one, urns)).toMatchObject(urns ? whole : { ...whole, urns: [] });
      }),
    );
  });

  it('has the dates of its fields, also where only some are dates', () => {
    const fields = { a: { text: 'x' }, b: { text: '2020-06-26', datetime: '2020-06-26T00:00:00+02:00' } };
    const { fields: read } = groupedContactOf(contactOf({ fields }), false);
    expect(read).toEqual({ a: { text: 'x' }, b: { text: '2020-06-26', datetime: at('2020-06-25T22:00:00Z') } });
  });
});
