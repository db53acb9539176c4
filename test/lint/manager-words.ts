/** Words of the machine room (regular expressions), by language. */
const SHARED = [
  'uuids?',
  'npm',
  'curl',
  'tokens?',
  'bus',
  'API',
  'JSON',
  'HTTPS?',
  'URLs?',
  'URNs?',
  'ARN',
  'SNS',
  'EventBridge',
  'Lambda',
  'DynamoDB',
  'ISO \\d+',
  'webhooks?',
  'payload',
  'TTL',
  '[^.]*US\\$ ?0[.,]00[^.]*',
];

export const FORBIDDEN = {
  en: [
    ...SHARED,
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
  ],
  fr: [
    ...SHARED,
    'jetons?',
    'unités?',
    'index',
    'requêtes?',
    'partitions?',
    'tranches?',
    'projections?',
    'booléen',
    'évalue[rs]?|évaluée?s?',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Parts of the catalogue that only people who build on the service see: a file, or a key of one. */
export const ADVANCED: readonly string[] = [
  // Settings that stand under "Advanced", and the log in which administrators look for them.
  'connections',
  'audit',
  'settings.parts',
  'settings.groups',
  'settings.groupHints',
  'settings.mayOnly',
  'settings.newToken',
  // "For programmers", on the screen of an empty workspace.
  'first-run.api',
  'first-run.apiHint',
  'first-run.document',
  // What a job cost AWS, under "Advanced" on its page.
  'jobs.units',
  'jobs.estimatedUnits',
  // How administrators sign in where no provider is set up.
  'session.token',
  'session.refused',
  // TextIt's own name of what has to be copied there, and commands to be copied.
  'imports.tokenOfTextIt',
  'imports.theirToken',
  'imports.yourToken',
  'imports.pull_token',
  'imports.pull_host_and_token',
  'imports.pull_token_only',
  // Refusals of requests that only other programs make.
  'requests',
  'common.not_object',
  'common.not_a_map',
  'common.not_an_object',
  'workspace.own_token',
  'workspace.rotate_alone',
  'workspace.rotate_needs_uuid',
  'workspace.channel_topic',
];
