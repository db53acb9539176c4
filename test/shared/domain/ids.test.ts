import { expect, it } from 'vitest';
import { type ContactId, parseUuid } from '../../../shared/domain/ids.ts';
import cases from '../../cases/domain/ids.json' with { type: 'json' };

it.each(cases.ids as unknown as [string, string | null][])('reads %j as %j', (text, uuid) => {
  expect(parseUuid<ContactId>(text)).toBe(uuid);
});
