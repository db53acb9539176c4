/** Cases `pinpoint.json`, `segment-files.json` and `ses.json` of `test/cases/imports`: what services of AWS export. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/domain/cells/json.ts';
import { groupOfFile } from '../../../../shared/domain/imports/group-of-file.ts';
import { isEndpoint, isSegments, keyOf, personCells, userOf } from '../../../../shared/domain/imports/pinpoint.ts';
import {
  isSesContact,
  isSuppressed,
  sesContactCells,
  suppressionCells,
} from '../../../../shared/domain/imports/ses.ts';
import people from '../../../cases/imports/pinpoint.json' with { type: 'json' };
import files from '../../../cases/imports/segment-files.json' with { type: 'json' };
import objects from '../../../cases/imports/ses.json' with { type: 'json' };

describe('A person of Pinpoint', () => {
  it.each(people)('$case', ({ groups, endpoints, cells }) => {
    expect(personCells(endpoints as readonly JsonObject[], groups)).toEqual(cells);
  });

  it.each([
    [{ ChannelType: 'SMS', Address: 'a' }, true],
    [{ ChannelType: 'SMS', EndpointStatus: 'ACTIVE' }, true],
    [{ ChannelType: 'SMS', Id: 'e' }, true],
    [{ ChannelType: 'SMS' }, false],
    [{ ChannelType: 7, Id: 'e' }, false],
    [{ Address: 'a' }, false],
  ])('is an endpoint %j: %j', (object, is) => expect(isEndpoint(object)).toBe(is));

  it('is a user, or an endpoint without one by its channel and address', () => {
    const endpoint = { ChannelType: 'SMS', Address: '+250788000001', Id: 'e1' };
    expect(keyOf(endpoint)).toBe(keyOf({ ...endpoint, Id: 'e2' }));
    expect(keyOf({ ChannelType: 'SMS', Id: 'e1' })).not.toBe(keyOf({ ChannelType: 'SMS', Id: 'e2' }));
    expect(keyOf(endpoint)).not.toBe(keyOf({ ...endpoint, ChannelType: 'VOICE' }));
    const of = (UserId: unknown) => ({ ...endpoint, User: { UserId } });
    expect(keyOf(of('u1'))).toBe(keyOf({ ...of('u1'), Address: '+250788000002' }));
    expect(new Set([of('u1'), of('u2'), endpoint].map(keyOf)).size).toBe(3);
    expect([of('u1'), of(''), of(7), endpoint].map(userOf)).toEqual(['u1', null, null, null]);
  });
});

describe('A segment of Pinpoint', () => {
  it.each(files)('has its endpoints in a file $file: $group', ({ file, group }) => {
    expect(groupOfFile(file)).toBe(group);
  });

  const one = { Id: 'a', Name: 'VIP', SegmentType: 'IMPORT' };
  it.each([
    ['one answer', { SegmentResponse: one }, true],
    ['one alone', { ...one, SegmentType: 'DIMENSIONAL' }, true],
    ['several', { SegmentsResponse: { Item: [one, one] } }, true],
    ['none', { SegmentsResponse: { Item: [] } }, true],
    ['several alone', { Item: [one] }, true],
    ['a person of another service', { ...one, SegmentType: 'gold' }, false],
    ['no id', { ...one, Id: 7 }, false],
    ['items of another kind', { Item: ['a'] }, false],
    ['no answer', { SegmentResponse: null }, false],
  ])('is defined in %s', (_, object, is) => expect(isSegments(object)).toBe(is));
});

interface SesCase {
  readonly case: string;
  readonly object: JsonObject;
  readonly is: string | null;
  readonly cells?: readonly (readonly string[])[];
}

describe('An object of SES', () => {
  it.each(objects as readonly SesCase[])('$case', ({ object, is, cells }) => {
    expect([isSesContact(object), isSuppressed(object)]).toEqual([is === 'contact', is === 'suppressed']);
    if (is !== null) expect(is === 'contact' ? sesContactCells(object) : suppressionCells(object)).toEqual(cells);
  });
});
