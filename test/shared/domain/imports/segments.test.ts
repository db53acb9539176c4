import { describe, expect, it } from 'vitest';
import { groupOfFile } from '../../../../shared/domain/imports/segments/group-of-file.ts';
import { queryOf } from '../../../../shared/domain/imports/segments/query.ts';
import { readCriteria } from '../../../../shared/domain/imports/segments/read-criteria.ts';
import { segmentsIn } from '../../../../shared/domain/imports/segments/segment.ts';
import { generateFieldKey } from '../../../../shared/domain/workspace-names.ts';
import files from '../../../cases/imports/segment-files.json' with { type: 'json' };
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

  it.each(files)('its endpoints are in a file $file: $group', ({ file, group }) => {
    expect(groupOfFile(file, [{ id: '0123456789abcdef0123456789abcdef', name: 'VIP' }])).toBe(group);
  });
});
