export { countMatches } from './count.ts';
export { pageSearch } from './page.ts';
export { type Plan, planFor } from './plan.ts';
export { searchContacts } from './search.ts';
export { SORTED_AT_MOST, searchSorted } from './sorted.ts';
