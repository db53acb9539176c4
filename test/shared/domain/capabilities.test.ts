import { expect, it } from 'vitest';
import { CAPABILITIES, capabilitiesOf } from '../../../shared/domain/capabilities.ts';
import { ROLES } from '../../../shared/domain/workspace.ts';
import { EVERY } from '../../endpoints/rows/index.ts';

/** What an endpoint needs, by who may call it. */
const NEEDS = { 'every role': 'view', writers: 'edit', administrators: 'administer' } as const;
const CALLERS = {
  'every role': ROLES,
  writers: ['administrator', 'editor'],
  administrators: ['administrator'],
} as const;

it.each(EVERY)('who may call $method $path is told so by me.json', ({ may, method }) => {
  const needed = method === 'DELETE' && may === 'writers' ? 'delete' : NEEDS[may];
  const callers: readonly string[] = CALLERS[may];
  for (const role of ROLES) expect(capabilitiesOf(role).includes(needed)).toBe(callers.includes(role));
});

it('an administrator may do everything', () => {
  expect(capabilitiesOf('administrator')).toEqual(CAPABILITIES);
});
