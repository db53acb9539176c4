import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Files beside the bundles that use them, `<name>.cjs`, which are loaded at the first call of one of their functions:
 * what few calls need, or shares no code with the rest (docs/adr/006-cjs-bundles.md). `library` is a package, or a file
 * of ours, whose other exports must be types.
 */
export const COMPANIONS = [
  // Checks access tokens, which few programs send.
  { name: 'bearer', library: './shared/lambda/callers/bearer.ts', functions: ['identityOfBearer'] },
  // Words of consent in eight languages, which only imports read.
  {
    name: 'consent',
    library: './shared/domain/cells/consent.ts',
    functions: ['cellMeaning', 'refuses'],
  },
  {
    name: 'consent-gate',
    library: './shared/domain/imports/consent/gate.ts',
    functions: ['ConsentCounter', 'consentFile', 'decideColumn', 'decideFile', 'inOrderOfProbability', 'isSure'],
  },
  // Prices and measured units: only jobs that are frozen or shown have an estimate.
  { name: 'costs', library: './shared/domain/costs/estimate.ts', functions: ['estimateOf', 'priceOf', 'withParts'] },
  { name: 'csv', library: 'csv-parse', functions: ['parse'] },
  {
    name: 'export-content',
    library: './shared/services/exports/forms/index.ts',
    functions: ['exportForm', 'isCounted', 'schemesIn'],
  },
  // The S3 client: most jobs have no file.
  { name: 'files', library: './shared/lambda/clients/s3-files.ts', functions: ['s3Files'] },
  // Only imports and starts of flows, from one file for both.
  {
    name: 'flow-reader',
    library: './shared/domain/flows/definition.ts',
    functions: ['certainFailures', 'parseFlow', 'parseFlows', 'runFlow'],
  },
  { name: 'form-fields', library: './shared/lambda/http/form-fields.ts', functions: ['formFields'] },
  // How rows are read and decided about. It is given what needs tables, whose code is not to be there twice.
  {
    name: 'import-plan',
    library: './functions/imports/worker/plan/index.ts',
    functions: ['openRange', 'planOn', 'readNextRange'],
  },
  {
    name: 'language-names',
    library: './shared/domain/contacts/language-names.ts',
    functions: ['languageMeant', 'languageNamed'],
  },
  { name: 'languages', library: './shared/domain/contacts/languages.ts', functions: ['isLanguage', 'languageError'] },
  {
    name: 'phones',
    library: 'libphonenumber-js/min',
    functions: ['findPhoneNumbersInText', 'getCountries', 'isSupportedCountry', 'parsePhoneNumberFromString'],
  },
  // The client of SQS, for functions that seldom send.
  { name: 'queues', library: './shared/lambda/clients/queues.ts', functions: ['openQueues'] },
  // Only jobs of policies, and what is shown of policies.
  {
    name: 'policy-rules',
    library: './shared/domain/policies/night.ts',
    functions: [
      'addersOf',
      'afterLeaving',
      'brakeReasons',
      'isSendingStopped',
      'lastNightOf',
      'markOf',
      'nightAt',
      'whyNotTaken',
    ],
  },
  // Only what is refused needs them.
  { name: 'query-words', library: './shared/query/problems.ts', functions: ['queryProblem'] },
  { name: 're2', library: 're2js', functions: ['RE2JS.compile'] },
  {
    name: 'readers',
    library: './functions/imports/worker/read/index.ts',
    functions: ['ColumnFit', 'openContents', 'readHere'],
  },
  // Addresses in cells, and the columns that have them, which only imports read.
  {
    name: 'row-urns',
    library: './shared/domain/contacts/properties/urns-imported.ts',
    functions: ['takeUrns', 'urnColumns'],
  },
  // It is also where the reader's thread begins.
  { name: 'sandbox', library: './functions/imports/worker/sandbox/index.ts', functions: ['openSandbox'] },
  // Only searches of the largest workspaces.
  { name: 'search-parts', library: './shared/lambda/clients/call-function.ts', functions: ['callFunction'] },
  // The client of Secrets Manager: the key of addresses is fetched once a quarter of an hour.
  { name: 'secret', library: './shared/lambda/clients/fetch-secret.ts', functions: ['fetchSecret'] },
  {
    name: 'sentences',
    library: './shared/lambda/http/refusal-words.ts',
    functions: ['hintsIn', 'preferenceIn', 'refusalData', 'refusalWords', 'strictRefusal', 'withCodesApplied'],
  },
  // Reads snapshots: only where workspaces are large.
  {
    name: 'snapshot-answer',
    library: './shared/services/snapshots/answer.ts',
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
  { name: 'traces', library: './shared/lambda/clients/traces.ts', functions: ['traceCalls'] },
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

/** Replaces the packages and files of all companions, but of the one that is built. */
export const deferring = (built: Companion | null = null): Plugin => ({
  name: NAMESPACE,
  setup(build) {
    const others = COMPANIONS.filter((one) => one !== built);
    const root = build.initialOptions.absWorkingDir ?? '';
    const names = new Map(
      others.map(({ library, name }) => [library.startsWith('.') ? join(root, library) : library, name]),
    );
    const gone = [...names.keys()].find((path) => isAbsolute(path) && !existsSync(path));
    if (gone !== undefined) throw new Error(`${gone}, a companion of the bundles, is not there.`);
    const endings = others.map(({ library }) => basename(library)).join('|');
    build.onResolve({ filter: new RegExp(`(?:^|/)(?:${endings})$`) }, ({ path, resolveDir }) => {
      const name = names.get(path.startsWith('.') ? join(resolveDir, path) : path);
      return name === undefined ? null : { path: name, namespace: NAMESPACE, sideEffects: false };
    });
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
