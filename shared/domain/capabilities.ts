import type { Role } from './workspace.ts';

/** What a token allows, in a console's terms: to see, to change, to delete for good, to administer the workspace. */
export const CAPABILITIES = ['view', 'edit', 'delete', 'administer'] as const;
type Capability = (typeof CAPABILITIES)[number];

const OF_ROLES: Readonly<Record<Role, readonly Capability[]>> = {
  viewer: ['view'],
  editor: ['view', 'edit', 'delete'],
  administrator: CAPABILITIES,
};

/** What a role allows. A test compares it with the endpoints. */
export const capabilitiesOf = (role: Role): readonly Capability[] => OF_ROLES[role];
