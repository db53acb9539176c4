import { REQUESTS } from '../../shared/domain/refusals/requests.ts';

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

/** Parts of the catalogue that only people who build on the service see, by their keys. */
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
  'firstRun.api',
  'firstRun.apiHint',
  'firstRun.document',
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
  'refusals.pull_token',
  'refusals.pull_host_and_token',
  'refusals.pull_token_only',
  // Refusals of requests that only other programs make.
  ...Object.keys(REQUESTS).map((code) => `refusals.${code}`),
  'refusals.not_object',
  'refusals.not_a_map',
  'refusals.not_an_object',
  'refusals.own_token',
  'refusals.rotate_alone',
  'refusals.rotate_needs_uuid',
  'refusals.channel_topic',
];
