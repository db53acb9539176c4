import type { Role } from './workspace.ts';

/** What a token lets its holder do, in the words of a console: to see, to change, to delete for good, to decide for the workspace. */
export const CAPABILITIES = ['view', 'edit', 'delete', 'administer'] as const;
type Capability = (typeof CAPABILITIES)[number];

const OF_ROLES: Readonly<Record<Role, readonly Capability[]>> = {
  viewer: ['view'],
  editor: ['view', 'edit', 'delete'],
  administrator: CAPABILITIES,
};

/** What a role may do. A test compares it with what the endpoints let it do. */
export const capabilitiesOf = (role: Role): readonly Capability[] => OF_ROLES[role];
