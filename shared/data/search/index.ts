export { BY_MODIFICATION } from './access.ts';
export { goesBySnapshot, hasSnapshot, snapshotUnits } from './by-snapshot.ts';
export { countMatches } from './count.ts';
export { loadSearch, pageSearch } from './page.ts';
export { planFor, populationOf, type SearchPlan } from './plan.ts';
export { isSharded } from './read-batches.ts';
export { searchContacts } from './search.ts';
export { SORTED_AT_MOST, searchSorted } from './sorted.ts';
export { besides, cursorOfSpot, type SpotPlace, spotPlaceOf } from './spots.ts';
