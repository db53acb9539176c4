import { membershipsOf, readSession, readSettings } from '../../shared/data/workspace/index.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';

/** Who is signed in by a cookie, and where, by the names of the workspaces. */
export async function showSession(secret: string | null, { data, now }: Pick<Runtime, 'data' | 'now'>) {
  const session = secret === null ? null : await readSession(data, secret, now());
  if (session === null) return { provider: true, person: null, workspaces: [] };
  const memberships = await membershipsOf(data, session.print);
  const workspaces = await Promise.all(
    memberships.map(async ({ workspace, role }) => ({
      uuid: workspace,
      name: (await readSettings(data, workspace))?.name ?? '',
      role,
    })),
  );
  const { name, email, until } = session;
  return {
    provider: true,
    person: { name, email, until: formatInstant(until) },
    workspaces: workspaces.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
