/** The guides of `docs/guides` that are pages of the console too: help leads to them, and they to each other. */
export const GUIDES = [
  'channels',
  'clean-up',
  'delete',
  'export',
  'imports',
  'integrate',
  'jobs',
  'move-in',
  'opt-outs',
  'sign-in',
  'snapshots',
  'webhooks',
] as const;

export type Guide = (typeof GUIDES)[number];
