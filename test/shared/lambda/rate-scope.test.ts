import { expect, it } from 'vitest';
import { rateScopeOf } from '../../../shared/domain/settings/rate-scopes.ts';

it('what the console asks counts against its own rate, but for settings, by which rates are set right; what others ask counts by what it is about', () => {
  expect(rateScopeOf(undefined, 'console')).toBe('v2.console');
  expect(rateScopeOf('v2.contacts', 'console')).toBe('v2.console');
  expect(rateScopeOf('v2.settings', 'console')).toBe('v2.settings');
  expect(rateScopeOf(undefined, 'api')).toBe('v2');
  expect(rateScopeOf('v2.contacts', 'api')).toBe('v2.contacts');
});
