/** Facets that are counted by columns are those of a look at each contact. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderOf } from '../../../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../../../shared/domain/contacts/queryable.ts';
import { countMarked, eachMatch, partedByFolder } from '../../../../shared/domain/search/columns/scan.ts';
import type { FacetCounter } from '../../../../shared/domain/search/facet-counter.ts';
import { facetCounter } from '../../../../shared/domain/search/facets.ts';
import { readSearch } from '../../../../shared/domain/search/search.ts';
import { runs } from '../../../support/property/runs.ts';
import { folder } from '../../data/search/generators.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { query } from './generators.ts';
import { layersFor, present, tailRows } from './stored-world.ts';

const KEYS = [
  'status',
  'group',
  'language',
  'last_seen_on',
  ...[...assets.fields.keys()].map((key) => `fields.${key}`),
];
const counters = (): readonly FacetCounter[] => KEYS.flatMap((key) => facetCounter(key, assets, now) ?? []);

test('facets that are counted by columns are those of a look at each contact', async () => {
  await fc.assert(
    fc.asyncProperty(query, folder, fc.subarray(['active', 'archived', 'stopped']), async (text, where, some) => {
      const read = readSearch(text, where as never, assets, now);
      if (!read.ok) return;
      const [byColumns, byContact, folders] = [counters(), counters(), new Set<string>(some)];
      let inside = 0;
      await eachMatch(await layersFor('all'), tailRows, read.search, {
        rows(marked) {
          const [found, others] = partedByFolder(marked, folders);
          inside += countMarked(found.rows);
          for (const one of byColumns) for (const rows of [found, others]) one.addRows(rows);
        },
        one(row) {
          if (folders.has(row.folder)) inside += 1;
          for (const one of byColumns) one.add(row);
        },
      });
      const matches = [...present.values()].filter(read.search.matches);
      for (const contact of matches) for (const one of byContact) one.add(queryContactOf(contact));
      expect(byColumns.map((one) => one.facet())).toEqual(byContact.map((one) => one.facet()));
      expect(inside).toBe(matches.filter((one) => folders.has(folderOf(one))).length);
    }),
    { numRuns: runs(300) },
  );
});
