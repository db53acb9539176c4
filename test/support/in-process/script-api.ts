import { readFileSync } from 'node:fs';
import type { Api } from '../../../scripts/api.ts';
import type { Client } from '../api/client.ts';
import type { onInProcessStage } from './stage.ts';

type Stage = ReturnType<typeof onInProcessStage>;

/** What a client can do, as scripts see it; with background work done before each look. */
export const scriptApi = (stage: Stage, client: Client): Api => ({
  async get(endpoint) {
    await stage().settle();
    return client.get(endpoint);
  },
  post: (endpoint, body) => client.post(endpoint, body),
  remove: async () => undefined,
});

/** Uploads a file for an import. */
export const uploadTo =
  (stage: Stage) =>
  ({ fields }: { readonly fields: Readonly<Record<string, string>> }, path: string): Promise<void> =>
    stage().service.runtime.files.write(fields['key'] ?? '', readFileSync(path));
