/** Words of the machine room in every language (regular expressions). Each has its own in its folder. */
export const SHARED = [
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
