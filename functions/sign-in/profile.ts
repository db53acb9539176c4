import type { IDToken } from 'openid-client';
import type { Profile } from '../../shared/domain/people.ts';

/**
 * Who an ID token names. The e-mail may be one that the provider has not verified: nobody is known by it, it only has
 * to be the one that was invited.
 */
export function profileOf(claims: IDToken): Profile {
  const text = (name: string): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const email = text('email');
  const name = text('name') ?? text('preferred_username') ?? email ?? claims.sub;
  return { issuer: claims.iss, subject: claims.sub, name: Array.from(name).slice(0, 64).join(''), email };
}
