import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../shared/domain/instant.ts';
import { ApiError } from '../../../shared/lambda/http/errors.ts';
import {
  atMostOne,
  flagParam,
  lookupParam,
  requireLookup,
  requireUuid,
  timeParam,
  uuidParam,
  uuidsParam,
} from '../../../shared/lambda/http/params.ts';
import { sentencesOf } from '../../../shared/lambda/http/refusals.ts';

const UUID = '09d23a05-47fe-41e4-bfe9-b8f6b119e9ab';

/** What a refusal says. */
function saidBy(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    expect(error.statusCode).toBe(400);
    return (sentencesOf(error.body) as { detail: string }).detail;
  }
}

describe('a uuid', () => {
  it('is read, or undefined when it is absent', () => {
    expect(uuidParam({ uuid: UUID }, 'uuid')).toBe(UUID);
    expect(uuidParam({}, 'uuid')).toBeUndefined();
  });

  it('is refused when it is malformed', () => {
    expect(saidBy(() => uuidParam({ uuid: '12' }, 'uuid'))).toBe("Param 'uuid': 12 is not a valid UUID.");
    expect(saidBy(() => requireUuid({ uuid: '' }, 'uuid'))).toBe("Param 'uuid':  is not a valid UUID.");
  });

  it('is refused when it is absent and required', () => {
    const detail = 'URL must contain one of the following parameters: uuid';
    expect(saidBy(() => requireUuid({}, 'uuid'))).toBe(detail);
  });

  it('may be repeated, 100 times at most', () => {
    expect(uuidsParam('flow', [UUID, UUID])).toEqual(new Set([UUID]));
    expect(uuidsParam('flow', Array(100).fill(UUID)).size).toBe(1);
    const detail = "Param 'flow' can have a maximum of 100 values.";
    expect(saidBy(() => uuidsParam('flow', Array(101).fill(UUID)))).toBe(detail);
    expect(saidBy(() => uuidsParam('flow', [UUID, 'x']))).toBe("Param 'flow': x is not a valid UUID.");
  });
});

it.each([
  ['true', true],
  ['TRUE', true],
  ['y', true],
  ['Yes', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['', false],
  [undefined, false],
])('a flag: %s', (archived, expected) => {
  expect(flagParam(archived === undefined ? {} : { archived }, 'archived')).toBe(expected);
});

it.each([
  ['2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z'],
  ['2026-11-24T12:00:00 02:00', '2026-11-24T10:00:00Z'],
  ['2026-11-24', '2026-11-24T00:00:00Z'],
])('a time: %s', (before, expected) => {
  expect(timeParam({ before }, 'before')).toBe(parseInstant(expected));
});

it('a time that cannot be read is null, and an absent one undefined', () => {
  expect(timeParam({ before: 'yesterday' }, 'before')).toBeNull();
  expect(timeParam({}, 'before')).toBeUndefined();
});

describe('parameters that exclude each other', () => {
  it('of lists: at most one', () => {
    atMostOne({ uuid: UUID }, 'uuid', 'name');
    atMostOne({}, 'uuid', 'name');
    const detail = 'You may only specify one of the uuid, name parameters';
    expect(saidBy(() => atMostOne({ uuid: UUID, name: 'Ann' }, 'uuid', 'name'))).toBe(detail);
  });

  it('of writes: at most one', () => {
    expect(lookupParam({ urn: 'tel:1' }, 'uuid', 'urn')).toBe('urn');
    expect(lookupParam({}, 'uuid', 'urn')).toBeNull();
    const detail = 'URL can only contain one of the following parameters: urn, uuid';
    expect(saidBy(() => lookupParam({ uuid: UUID, urn: 'tel:1' }, 'uuid', 'urn'))).toBe(detail);
  });

  it('of deletions: exactly one', () => {
    expect(requireLookup({ uuid: UUID }, 'uuid', 'urn')).toBe('uuid');
    const detail = 'URL must contain one of the following parameters: urn, uuid';
    expect(saidBy(() => requireLookup({}, 'uuid', 'urn'))).toBe(detail);
  });
});
