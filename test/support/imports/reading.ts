import { beforeAll, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../api/client.ts';
import { onInProcessStage } from '../in-process/stage.ts';
import { importFiles, type SentFile } from './import-files.ts';

/** Files, what their preview finds, and who there is when they have been imported. */
interface ReadingCase {
  readonly files: readonly SentFile[];
  readonly preview: object;
  /** By URN. */
  readonly contacts: Readonly<Record<string, object>>;
}

/** Tests, one for each case, that files are read as they are meant. */
export function reads(cases: Readonly<Record<string, ReadingCase>>): void {
  const stage = onInProcessStage();
  let client: Client;
  beforeAll(async () => {
    client = await stage().open();
    await prepare(client);
  });
  it.each(Object.entries(cases))('reads %s', async (_, { files, preview: expected, contacts }) => {
    const found = await importFiles(stage(), client, files);
    expect(found.preview).toMatchObject(expected);
    expect(found.job).toMatchObject({ status: 'completed' });
    for (const [urn, contact] of Object.entries(contacts)) expect(await contactOf(client, urn)).toMatchObject(contact);
  });
}

/** JSON Lines. */
export const lines = (...objects: readonly object[]): string =>
  objects.map((object) => JSON.stringify(object)).join('\n');
