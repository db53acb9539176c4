import { describe, expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';

const now = instant(1_795_000_000_000_000);
const change = { by: 'token-1', via: 'api' } as const;
const URN = 'tel:+250788383383';

const assets: Assets = {
  settings: {
    uuid: '00000000-0000-4000-8000-000000000001' as WorkspaceId,
    name: 'Test',
    country: 'RW',
    languages: ['eng'],
    timezone: 'UTC',
    dateStyle: 'day_first',
    anon: false,
    dormancyDays: 90,
    deleteAnyStatus: false,
    apiRates: {},
    createdOn: now,
    revision: 1,
  },
  groups: new Map(),
  fields: new Map(),
};

const person = (over: Partial<Contact> = {}): Contact => ({
  ...newContact({ uuid: '00000000-0000-4000-8000-000000000002' as ContactId, now, change }),
  ...over,
});

const given = (contact: Contact, refusal: 'stopped' | 'blocked', urns = [URN]): Contact =>
  apply(contact, [{ type: 'urns', urns, modification: 'append' }], assets, {
    now,
    change,
    taken: new Set(),
    optOuts: new Map([[URN, { reason: refusal, said: now }]]),
  }).contact;

describe('a URN whose deleted owner had refused messages', () => {
  it('makes an active contact that gets it stopped, or blocked', () => {
    expect(given(person(), 'stopped')).toMatchObject({ status: 'stopped', optOut: 'stopped', urns: [URN] });
    expect(given(person(), 'blocked')).toMatchObject({ status: 'blocked', optOut: 'blocked' });
  });

  it('leaves an archived contact archived, with the opt-out', () => {
    expect(given(person({ status: 'archived' }), 'stopped')).toMatchObject({ status: 'archived', optOut: 'stopped' });
  });

  it('changes nothing for a contact that has the URN already: it has opted in since', () => {
    const contact = person({ urns: [URN] });
    expect(given(contact, 'stopped')).toBe(contact);
  });
});
