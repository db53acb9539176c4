import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/domain/imports/json.ts';
import { leavesOf } from '../../../../shared/domain/imports/segments/criteria.ts';
import { groupOfFile } from '../../../../shared/domain/imports/segments/group-of-file.ts';
import { isIn } from '../../../../shared/domain/imports/segments/matches.ts';
import { queryOf } from '../../../../shared/domain/imports/segments/query.ts';
import { readCriteria } from '../../../../shared/domain/imports/segments/read-criteria.ts';
import { segmentsIn } from '../../../../shared/domain/imports/segments/segment.ts';
import { generateFieldKey } from '../../../../shared/domain/workspace-names.ts';
import files from '../../../cases/imports/segment-files.json' with { type: 'json' };
import people from '../../../cases/imports/segment-people.json' with { type: 'json' };
import cases from '../../../cases/imports/segments.json' with { type: 'json' };

/** The tables `segments.json` and `segment-files.json` in `test/cases/imports`. */

const OTHERS = [
  {
    ...{ Id: 'base', Name: 'Base', Version: 2, SegmentType: 'DIMENSIONAL' },
    Dimensions: { Attributes: { Likes: { AttributeType: 'INCLUSIVE', Values: ['tea'] } } },
  },
  { Id: 'list', Name: 'List', SegmentType: 'IMPORT', ImportDefinition: { Format: 'JSON' } },
];

const keyOf = (column: string) => generateFieldKey(column.replace(/^(User\.UserAttributes|Attributes|Metrics)\./, ''));

describe('a segment of Pinpoint', () => {
  it.each(cases)('of $segment', ({ dimensions, groups, query, problems }) => {
    const own = {
      ...{ Id: 'case', Name: 'Case', SegmentType: 'DIMENSIONAL' },
      ...(dimensions && { Dimensions: dimensions }),
      ...(groups && { SegmentGroups: groups }),
    };
    const all = segmentsIn({ SegmentsResponse: { Item: [own, ...OTHERS] } }) ?? [];
    const [segment] = all;
    if (segment === undefined) throw new Error('It was not read');
    const read = readCriteria(segment, (id) => all.find((one) => one.id === id));
    if ('criteria' in read) expect(queryOf(read.criteria, keyOf)).toBe(query);
    else expect(read.problems).toEqual(problems);
  });

  it.each(people)('has people in it, and others not: $segment', ({ dimensions, groups, ...people }) => {
    const definition = {
      SegmentType: 'DIMENSIONAL',
      Dimensions: dimensions ?? {},
      ...(groups && { SegmentGroups: groups }),
    };
    const read = readCriteria({ id: 'case', name: 'Case', definition }, () => undefined);
    if (!('criteria' in read)) throw new Error(read.problems.join());
    const { criteria } = read;
    for (const endpoint of people.in as readonly JsonObject[])
      expect(isIn(criteria, [endpoint]), JSON.stringify(endpoint)).toBe(true);
    expect(isIn(criteria, people.out as readonly JsonObject[])).toBe(false);
    expect(isIn(criteria, [...people.out, ...people.in] as readonly JsonObject[])).toBe(true);
    expect(isIn(criteria, [])).toBe(false);
  });

  it.each([
    [
      { Attributes: { Town: { Values: ['Huye'] }, Likes: { AttributeType: 'EXCLUSIVE', Values: ['tea'] } } },
      ['Attributes.Town', 'Attributes.Likes'],
    ],
    [{ Metrics: { Spent: { ComparisonOperator: 'EQUAL', Value: 1 } } }, ['Metrics.Spent']],
  ])('names the columns that it asks about: %j', (Dimensions, columns) => {
    const read = readCriteria(
      { id: 'case', name: 'Case', definition: { SegmentType: 'DIMENSIONAL', Dimensions } },
      () => undefined,
    );
    if (!('criteria' in read)) throw new Error(read.problems.join());
    expect(leavesOf(read.criteria).map((leaf) => 'column' in leaf && leaf.column)).toEqual(columns);
    const either = { any: [read.criteria, { channels: ['SMS'] }] } as const;
    expect(leavesOf(either)).toEqual([...leavesOf(read.criteria), { channels: ['SMS'] }]);
  });

  it.each([
    ['one answer', { SegmentResponse: { Id: 'a', Name: ' VIP ', SegmentType: 'IMPORT' } }, ['VIP']],
    ['one alone', { Id: 'a', Name: 'VIP', SegmentType: 'DIMENSIONAL' }, ['VIP']],
    [
      'several',
      {
        SegmentsResponse: {
          Item: [
            { Id: 'a', SegmentType: 'IMPORT' },
            { Id: 'b', Name: ' ', SegmentType: 'IMPORT' },
          ],
        },
      },
      ['a', 'b'],
    ],
    ['several alone', { Item: [{ Id: 'a', Name: 'VIP', SegmentType: 'IMPORT' }] }, ['VIP']],
    ['no list', { SegmentsResponse: { Item: 'a' } }, null],
    [
      'something else among them',
      {
        Item: [
          { Id: 'a', SegmentType: 'IMPORT' },
          { Id: 'b', SegmentType: 'OTHER' },
        ],
      },
      null,
    ],
    ['no id', { Id: 7, SegmentType: 'IMPORT' }, null],
    ['nothing of the kind', { SegmentResponse: null, SegmentType: 'IMPORT' }, null],
    ['a list as one', { SegmentResponse: [] }, null],
  ])('is read from a file with %s', (_, object, names) => {
    expect(segmentsIn(object)?.map(({ name }) => name) ?? null).toEqual(names);
  });

  it.each(files)('its endpoints are in a file $file: $group', ({ file, group }) => {
    expect(groupOfFile(file, [{ id: '0123456789abcdef0123456789abcdef', name: 'VIP' }])).toBe(group);
  });
});
