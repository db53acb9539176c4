/** Words that no text has on a screen for managers (regular expressions); a test reads them. */
export const machineWords: readonly string[] = [
  'units?',
  'index(?:es)?',
  'endpoints?',
  'query|queries',
  'shards?',
  'slices?',
  'manifests?',
  'projections?',
  'streams?',
  'regex',
  'boolean',
  'null',
  // As a label; within a sentence it is a word like others.
  '^whom$',
  'are so already',
  'evaluate[ds]?',
];
