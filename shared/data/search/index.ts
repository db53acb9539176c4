export { pageSearch } from './page.ts';
export { readRoster } from './roster.ts';
export { searchContacts } from './search.ts';
export { SORTED_AT_MOST, searchSorted } from './sorted.ts';
