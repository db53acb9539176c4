/** Words that no text has on a screen for managers (regular expressions); a test reads them. */
export const machineWords: readonly string[] = [
  'jetons?',
  'unités?',
  'index',
  'requêtes?',
  'partitions?',
  'tranches?',
  'projections?',
  'booléen',
  'évalue[rs]?|évaluée?s?',
];
