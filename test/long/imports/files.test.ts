/** Files of each kind, as people have them, are read as they are meant: `test/cases/imports/files.json`. */
import { expect, it } from 'vitest';
import cases from '../../cases/imports/files.json' with { type: 'json' };
import { contactOf, prepare } from '../../support/api/client.ts';
import { importFiles } from '../../support/imports/import-files.ts';
import { contentOf, expected, type ReadingCase } from '../../support/imports/reading.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();

it.each(cases as unknown as readonly ReadingCase[])(
  'reads $label',
  async ({ files, before, refusals, preview, contacts }) => {
    const client = await stage().open();
    await prepare(client);
    const sent = (some: ReadingCase['files']) => some.map((file) => ({ ...file, content: contentOf(file.content) }));
    if (before !== undefined) await importFiles(stage(), client, sent(before));
    const found = await importFiles(stage(), client, sent(files), { refusals });
    expect(found.preview).toMatchObject(expected(preview));
    expect(found.job).toMatchObject({ status: 'completed' });
    for (const [urn, contact] of Object.entries(contacts))
      expect(await contactOf(client, urn)).toMatchObject(expected(contact));
  },
);
