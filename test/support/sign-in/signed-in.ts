import { randomUUID } from 'node:crypto';
import { acceptInvitation, beginSession } from '../../../shared/data/workspace/index.ts';
import type { Client } from '../api/client.ts';
import type { InProcess } from '../in-process/service.ts';

/** A person of the client's workspace, and the headers of requests that their console sends. */
export interface SignedIn {
  readonly uuid: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Invites somebody and begins a session for them, without the way over a provider. */
export async function signedIn({ runtime }: InProcess, client: Client, role: string): Promise<SignedIn> {
  const email = `${role}.${randomUUID()}@example.org`;
  const { link } = await client.post('people.json', { email, role });
  const profile = { issuer: 'https://id.example.org', subject: email, name: role, email };
  const secret = new URL(link).searchParams.get('invitation') ?? '';
  const accepted = await acceptInvitation(runtime.data, secret, profile, runtime.now());
  if (!accepted.ok) throw new Error(accepted.reason);
  const cookie = `__Host-dormouse=${await beginSession(runtime.data, profile, runtime.now())}`;
  const { uuid: workspace } = await client.get('workspace.json');
  return {
    uuid: accepted.person.id,
    headers: { cookie, 'x-dormouse-client': 'console', 'x-temba-workspace': workspace },
  };
}
