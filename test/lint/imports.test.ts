/** What biome.json says about imports: the direction between the layers, and one door to each room of shared/data. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const REFUSED: readonly (readonly [file: string, imported: string, why: RegExp])[] = [
  ['shared/query/query.ts', '../domain/instant.ts', /nothing of ours/],
  ['shared/query/syntax/lexer.ts', 'node:crypto', /nothing of ours/],
  ['shared/query/syntax/lexer.ts', 'fs', /nothing of ours/],
  ['shared/query/syntax/lexer.ts', 'zod/mini', /nothing of ours/],
  ['shared/domain/contacts/apply.ts', 'node:fs', /pure/],
  ['shared/domain/contacts/apply.ts', 'yauzl', /pure/],
  ['shared/domain/ids.ts', '../data/dynamo/index.ts', /pure/],
  ['shared/domain/contacts/apply.ts', '../../lambda/errors.ts', /pure/],
  ['shared/domain/contacts/apply.ts', '@aws-sdk/client-sqs', /pure/],
  ['shared/messages/jobs.ts', '../lambda/queues.ts', /do not know/],
  ['shared/data/jobs/store.ts', '../../services/jobs/submit.ts', /do not know/],
  ['shared/data/dynamo/client.ts', '../../lambda/config.ts', /do not know/],
  ['shared/services/jobs/submit.ts', '../../../functions/jobs/list.ts', /does not know/],
  ['shared/lambda/http/dispatch.ts', '../../infra/app.ts', /does not know/],
  ['shared/services/jobs/submit.ts', '../../lambda/errors.ts', /know no request/],
  ['shared/lambda/http/dispatch.ts', '../services/jobs/submit.ts', /knows no feature/],
  ['functions/jobs/list.ts', '../groups/present.ts', /its own folder/],
  ['functions/jobs/worker/work.ts', '../../groups/present.ts', /its own folder/],
  ['functions/jobs/list.ts', '../../infra/bundles.ts', /its own folder/],
  ['functions/jobs/list.ts', 'aws-cdk-lib/aws-lambda', /builds the stack/],
  ['shared/data/jobs/store.ts', '@aws-sdk/lib-dynamodb', /Only shared\/data\/dynamo/],
  ['shared/lambda/invocation/runtime.ts', '@aws-sdk/client-dynamodb', /Only shared\/data\/dynamo/],
  ['functions/project/projections.ts', '@aws-sdk/util-dynamodb', /Only shared\/data\/dynamo/],
  ['shared/data/jobs/store.ts', '../dynamo/write.ts', /index\.ts/],
  ['shared/data/dynamo/query.ts', '../paging/ranges.ts', /index\.ts/],
  ['shared/services/jobs/submit.ts', '../../data/jobs/store.ts', /index\.ts/],
  ['shared/lambda/http/dispatch.ts', '../data/dynamo/retry.ts', /index\.ts/],
  ['functions/contacts/remove.ts', '../../shared/data/contacts/delete.ts', /index\.ts/],
  ['functions/jobs/worker/work.ts', '../../../shared/data/jobs/caller-steps.ts', /index\.ts/],
  ['infra/stacks/data.ts', '../../shared/data/dynamo/table.ts', /index\.ts/],
  ['scripts/workspace.ts', '../shared/data/workspace/tokens.ts', /index\.ts/],
  ['console/app/layout.ts', '../../shared/domain/ids.ts', /shared\/query only/],
  ['console/common/jobs/api.ts', '../../../functions/endpoints.ts', /shared\/query only/],
  ['console/features/contacts/ticks.ts', '../../../shared/domain/ids.ts', /shared\/query only/],
  ['console/features/contacts/ticks.ts', 'node:fs', /shared\/query only/],
  ['console/common/jobs/api.ts', '../../features/jobs/job-title.ts', /does not know/],
  ['console/common/jobs/api.ts', '../api/types.ts', /index\.ts/],
  ['console/features/contacts/ticks.ts', '../../common/api/types.ts', /index\.ts/],
  ['console/app/layout.ts', '../common/api/types.ts', /index\.ts/],
  ['console/common/jobs/api.ts', '../../app/appearance.ts', /does not know/],
  ['console/features/contacts/ticks.ts', '../flows/api.ts', /its own folder/],
  ['console/features/contacts/ticks.ts', '../../app/appearance.ts', /its own folder/],
  ['bench/support/population.ts', '../../shared/data/contacts/commit.ts', /index\.ts/],
  ['clients/typescript/src/job.ts', '../../../shared/domain/ids.ts', /nothing of ours/],
  ['clients/typescript/src/job.ts', 'node:fs', /nothing of ours/],
];

const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['shared/query/print.ts', './ast.ts'],
  ['shared/query/values/civil.ts', '@date-fns/tz/tzOffset'],
  ['shared/domain/schema.ts', 'zod/mini'],
  ['shared/domain/contacts/apply.ts', '../policies/night.ts'],
  ['shared/domain/workspace.ts', '../query/query.ts'],
  ['shared/data/jobs/freeze.ts', '../dynamo/index.ts'],
  ['shared/data/jobs/freeze.ts', './items.ts'],
  ['shared/data/jobs/freeze.ts', '../../domain/jobs/lifecycle.ts'],
  ['shared/data/dynamo/read.ts', '@aws-sdk/lib-dynamodb'],
  ['shared/services/jobs/submit.ts', '../../messages/queues.ts'],
  ['shared/services/jobs/submit.ts', '../../data/jobs/index.ts'],
  ['shared/lambda/clients/queues.ts', '@aws-sdk/client-sqs'],
  ['functions/contacts/list.ts', '../../shared/data/contacts/index.ts'],
  ['functions/contacts/list.ts', '../endpoints.ts'],
  ['functions/jobs/select/select.ts', './send-slices.ts'],
  ['functions/jobs/worker/work.ts', '../list.ts'],
  ['functions/jobs/worker/work.ts', '../undo/undo-rule.ts'],
  ['functions/jobs/worker/work.ts', '../../../shared/services/jobs/submit.ts'],
  ['console/common/contacts/contact-place.ts', '../../../shared/query/query.ts'],
  ['console/common/jobs/api.ts', './job.ts'],
  ['console/common/jobs/api.ts', '../api/index.ts'],
  ['console/common/texts/texts.tsx', './en/index.ts'],
  ['console/features/contacts/ticks.ts', '../../../shared/query/query.ts'],
  ['console/features/contacts/ticks.ts', './use-total.ts'],
  ['console/features/contacts/ticks.ts', '../../common/api/index.ts'],
  ['console/features/contacts/ticks.ts', '../../common/api/schema.d.ts'],
  ['console/app/layout.ts', '../common/api/index.ts'],
  ['console/app/layout.ts', '../features/jobs/job-title.ts'],
  ['infra/stacks/storage.ts', './data.ts'],
  ['infra/local/dynamodb/ttl.ts', '@aws-sdk/lib-dynamodb'],
  ['test/shared/data/jobs/slices.test.ts', '../../../../shared/data/jobs/slices.ts'],
];

const folder = mkdtempSync(join(tmpdir(), 'dormouse-lint-'));
let problems: ReadonlyMap<string, string>;

const biome = join(process.cwd(), 'node_modules/.bin/biome');

/** One file for each import, named after the file that must not (or may) have it. */
const snippetOf = (file: string, index: number): string => file.replace(/([^/]+)\.ts$/, `$1-${index}.ts`);

const CASES = [...REFUSED, ...ALLOWED].map(([file, imported], index) => ({ file: snippetOf(file, index), imported }));

interface Report {
  readonly diagnostics: readonly { readonly message: string; readonly location: { readonly path: string } }[];
}

beforeAll(() => {
  for (const file of ['biome.json', 'plain.grit', '.gitignore']) copyFileSync(file, join(folder, file));
  for (const { file, imported } of CASES) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `export * from '${imported}';\n`);
  }
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(biome, args, { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as Report;
  problems = new Map(diagnostics.map(({ message, location }) => [location.path, message]));
});

afterAll(() => rmSync(folder, { recursive: true }));

it.each(REFUSED.map((one, index) => [...one, index] as const))('%s may not import %s', (file, _, why, index) => {
  expect(problems.get(snippetOf(file, index))).toMatch(why);
});

it.each(ALLOWED.map((one, index) => [...one, REFUSED.length + index] as const))(
  '%s may import %s',
  (file, _, index) => {
    expect(problems.get(snippetOf(file, index))).toBeUndefined();
  },
);
