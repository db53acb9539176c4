import type { Plugin } from 'esbuild';

/**
 * Files beside the bundles that use them, `<name>.cjs`, which are loaded at the first call of one of their functions:
 * what few calls need, or shares no code with the rest (docs/adr/006-cjs-bundles.md).
 */
export const COMPANIONS = [
  // Checks access tokens, which few programs send.
  { name: 'bearer', library: '#bearer', functions: ['identityOfBearer'] },
  // Words of consent in eight languages, which only imports read.
  { name: 'consent', library: '#consent', functions: ['cellMeaning', 'isLoud', 'refuses'] },
  {
    name: 'consent-gate',
    library: '#consent-gate',
    functions: ['ConsentCounter', 'consentFile', 'decideColumn', 'decideFile', 'isRefusing'],
  },
  // Prices and measured units: only jobs that are frozen or shown have an estimate.
  { name: 'costs', library: '#costs', functions: ['estimateOf', 'priceOf', 'withParts'] },
  { name: 'csv', library: 'csv-parse', functions: ['parse'] },
  { name: 'export-content', library: '#export-content', functions: ['exportForm', 'isCounted', 'schemesIn'] },
  // The S3 client: most jobs have no file.
  { name: 'files', library: '#files', functions: ['s3Files'] },
  // Only imports and starts of flows, from one file for both.
  {
    name: 'flow-reader',
    library: '#flow-reader',
    functions: ['certainFailures', 'parseFlow', 'parseFlows', 'runFlow'],
  },
  { name: 'form-fields', library: '#form-fields', functions: ['formFields'] },
  // How rows are read and decided about. It is given what needs tables, whose code is not to be there twice.
  {
    name: 'import-plan',
    library: '#import-plan',
    functions: ['areRanged', 'beginRanges', 'makePlan', 'openRange', 'rangedSoFar', 'readNextRange', 'readOn'],
  },
  { name: 'language-names', library: '#language-names', functions: ['languageMeant', 'languageNamed'] },
  { name: 'languages', library: '#languages', functions: ['isLanguage', 'languageError'] },
  {
    name: 'phones',
    library: 'libphonenumber-js/min',
    functions: ['findPhoneNumbersInText', 'getCountries', 'isSupportedCountry', 'parsePhoneNumberFromString'],
  },
  // The client of SQS, for functions that seldom send.
  { name: 'queues', library: '#queues', functions: ['openQueues'] },
  // Only jobs of policies, and what is shown of policies.
  {
    name: 'policy-rules',
    library: '#policy-rules',
    functions: ['afterLeaving', 'brakeReasons', 'isSendingStopped', 'markOf', 'whyNotTaken'],
  },
  // Only what is refused needs them.
  { name: 'query-words', library: '#query-words', functions: ['queryProblem'] },
  { name: 're2', library: 're2js', functions: ['RE2JS.compile'] },
  { name: 'readers', library: '#readers', functions: ['ColumnFit', 'openContents', 'readHere'] },
  // Addresses in cells, and the columns that have them, which only imports read.
  { name: 'row-urns', library: '#row-urns', functions: ['takeUrns', 'urnColumns'] },
  // It is also where the reader's thread begins.
  { name: 'sandbox', library: '#sandbox', functions: ['openSandbox'] },
  // Only searches of the largest workspaces.
  { name: 'search-parts', library: '#search-parts', functions: ['callFunction'] },
  // The client of Secrets Manager: the key of addresses is fetched once a quarter of an hour.
  { name: 'secret', library: '#secret', functions: ['fetchSecret'] },
  // Only where a job begins.
  { name: 'selection-words', library: '#selection-words', functions: ['selectionWords'] },
  {
    name: 'sentences',
    library: '#sentences',
    functions: [
      'preferenceIn',
      'refusalData',
      'refusalWords',
      'strictRefusal',
      'withCodesApplied',
      'withHint',
      'withHints',
    ],
  },
  // Reads snapshots: only where workspaces are large.
  {
    name: 'snapshot-answer',
    library: '#snapshot-answer',
    functions: [
      'chooseFromSnapshot',
      'countFacets',
      'facetCounter',
      'searchSnapshot',
      'tallyOf',
      'tallySnapshot',
      'tallySpecOf',
    ],
  },
  { name: 'spreadsheets', library: 'hucre/xlsx', functions: ['streamXlsxRows', 'writeXlsxStream'] },
  // The X-Ray SDK, if the deployment traces calls.
  { name: 'traces', library: '#traces', functions: ['traceCalls'] },
  { name: 'unzip', library: 'yauzl', functions: ['fromBufferPromise', 'getFileNameLowLevel'] },
  { name: 'zip', library: 'fflate', functions: ['unzipSync', 'zipSync'] },
] as const;

export type Companion = (typeof COMPANIONS)[number];

const NAMESPACE = 'companion';

/** What stands for a companion among the inputs of a bundle. */
export const inputOf = ({ name }: Companion): string => `${NAMESPACE}:${name}`;

/** Whether an input is no file. */
export const isGenerated = (input: string): boolean => input.startsWith(`${NAMESPACE}:`);

export const sourceOf = ({ library, functions }: Companion): string =>
  `export { ${functions.map((one) => one.split('.')[0]).join(', ')} } from '${library}';`;

/** Replaces the libraries of all companions, but of the one that is built. */
export const deferring = (built: Companion | null = null): Plugin => ({
  name: NAMESPACE,
  setup(build) {
    const others = COMPANIONS.filter((one) => one !== built);
    const libraries = others.map(({ library }) => library.replace('/', '\\/')).join('|');
    build.onResolve({ filter: new RegExp(`^(?:${libraries})$`) }, ({ path }) => ({
      path: others.find(({ library }) => library === path)?.name ?? '',
      namespace: NAMESPACE,
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: others
        .filter(({ name }) => name === path)
        .map(deferred)
        .join(''),
    }));
  },
});

/** Functions that load the companion with their first call; a class is constructed so, too. */
const deferred = ({ name, functions }: Companion): string =>
  [
    'let loaded;',
    `const library = () => (loaded ??= require(__dirname + '/${name}.cjs'));`,
    ...functions.map((path) => {
      const [owner = '', method] = path.split('.');
      const call = `function (...given) { return new.target ? new (library().${path})(...given) : library().${path}(...given); }`;
      return `export const ${owner} = ${method ? `{ ${method}: ${call} }` : call};`;
    }),
  ].join('\n');
