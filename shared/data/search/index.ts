export { BY_MODIFICATION } from './access.ts';
export { goesBySnapshot, snapshotUnits } from './by-snapshot.ts';
export { countMatches } from './count.ts';
export { pageSearch } from './page.ts';
export { planFor, type SearchPlan } from './plan.ts';
export { isSharded } from './read-batches.ts';
export { searchContacts } from './search.ts';
export { SORTED_AT_MOST, searchSorted } from './sorted.ts';
export { besides, cursorOfSpot, type SpotPlace, spotPlaceOf } from './spots.ts';
