export const contacts = {
  add: 'Add contact',
  phone: 'Phone number',
  phoneHint: 'With the code of the country, or as it is dialled in the country of the workspace.',
  lastSeen: 'Last seen',
  created: 'Created',
  never: 'Never',
  unnamed: 'No name',
  staticGroup: 'Members are added and removed by hand, by flows and by imports.',
  emptyFolder: {
    active: 'Nobody is active yet. People come by import, one by one by hand, or by writing to you.',
    dormant: 'Nobody has been quiet for so long.',
    archived: 'Nobody is archived.',
    stopped: 'Nobody has opted out.',
    blocked: 'Nobody is blocked.',
  },
  emptyGroup: 'Nobody is in this group.',
  noMatch: 'Nobody matches.',
  noneYet: (looked: string, all: string) =>
    `Nobody so far: ${looked} of at most ${all} contacts were looked at. Go on with the next page, or narrow the search.`,
  partial: (looked: string, all: string) =>
    `${looked} of at most ${all} contacts were looked at so far. Others may be on the next page.`,
  unread: 'The search cannot be read.',
  saved: 'Saved searches',
  saveSearch: 'Save this search',
  renameSearch: (name: string) => `Rename “${name}”`,
  deleteSearch: (name: string) => `Delete “${name}”`,
  searchName: 'Name of the search',
  searchHint: 'Everybody in the workspace finds it in this list.',
  deleteSearchHint: 'It leaves the list for everybody. No contacts change.',
  clearSearch: 'Clear search',
  search: 'Search contacts',
  found: (count: number, shown: string, more: boolean) =>
    `${more ? 'At least ' : ''}${shown} ${count === 1 ? 'match' : 'matches'}`,
  narrow: 'Narrow down',
  facets: {
    status: 'Status',
    language: 'Language',
    none: 'None',
    before: (month: string) => `Before ${month}`,
  },
  selection: 'Selection',
  selectAllRows: 'Select all rows of this page',
  selectRow: (name: string) => `Select ${name}`,
  selected: (_: number, shown: string, total: string | null) =>
    total === null ? `${shown} selected` : `${shown} of ${total} selected`,
  allSelected: (shown: string | null, searched: boolean) =>
    shown === null
      ? 'All that match are selected'
      : searched
        ? `All ${shown} that match are selected`
        : `All ${shown} are selected`,
  selectAll: (total: string | null) => (total === null ? 'Select all' : `Select all ${total}`),
  selectAllMatching: (total: string | null) =>
    total === null ? 'Select all that match' : `Select all ${total} that match`,
  atLeast: (shown: string) => `at least ${shown}`,
  selectNone: 'Select none',
  preferences: 'Preferences',
  confirm: 'Confirm',
  compact: 'Compact',
  compactHint: 'More rows on a screen',
};
