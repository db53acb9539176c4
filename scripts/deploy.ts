/** `npm run deploy -- --help` says what it does. */

import { globSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { idleTable } from '../infra/costs/tables.ts';
import { stageOf } from '../infra/deployment.ts';
import { builtConsole } from '../infra/local/console/build.ts';
import { ASSET_CACHE, contentTypeOf, PAGE_CACHE } from '../infra/site-policy.ts';
import { runWith } from './command-line.ts';
import { boundsOf, cdkArguments, refuseWhatDoesNotFit } from './deploy/assembly.ts';
import { isBootstrapped, runCdk } from './deploy/cdk.ts';
import { makeFirst, playSmoke } from './deploy/first.ts';
import { accountLimit, sayQuotas } from './deploy/limits.ts';
import { HELP, type Options, readOptions } from './deploy/options.ts';

/** What a deployment does, one after the other. */

/**
 * Builds the console and uploads it; returns how many files it has. The page comes last, after the files it names;
 * earlier builds' files stay, for open pages.
 */
async function uploadConsole(Bucket: string): Promise<number> {
  const directory = await builtConsole();
  const s3 = new S3Client({});
  /** CloudFront compresses files itself, so they are not uploaded packed. */
  const files = globSync('**/*.*', { cwd: directory }).filter((file) => !file.endsWith('.br'));
  const pageLast = files.toSorted((a, b) => Number(a === 'index.html') - Number(b === 'index.html'));
  for (const Key of pageLast) {
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: readFileSync(join(directory, Key)),
        ContentType: contentTypeOf(extname(Key)),
        CacheControl: Key.startsWith('assets/') ? ASSET_CACHE : PAGE_CACHE,
      }),
    );
  }
  return pageLast.length;
}

interface Step {
  readonly name: string;
  run(): Promise<void>;
}

type Outputs = Readonly<Record<string, string>>;

/** What the stacks put out, by the names of the outputs. */
const outputsIn = (file: string): Outputs =>
  Object.assign({}, ...Object.values<Outputs>(JSON.parse(readFileSync(file, 'utf8'))));

const say = (line: string): void => console.error(line);

/** Steps of a deployment; a dry run says their names. */
function stepsOf({ given, workspace, person, smokeToken }: Options): readonly Step[] {
  const stack = `DormouseService${stageOf(given.stage).suffix}`;
  const cloudFormation = new CloudFormationClient({});
  const quotas = new ServiceQuotasClient({});
  const file = given.outputsFile ?? join(mkdtempSync(join(tmpdir(), 'dormouse-')), 'outputs.json');
  let account = given.concurrency ?? 0;
  let token = smokeToken;
  const look = async () => {
    account ||= await accountLimit({ lambda: new LambdaClient({}), quotas, cloudFormation }, stack, say);
    await sayQuotas(quotas, say);
    if (given.assembly !== null) refuseWhatDoesNotFit(boundsOf(given.assembly, stack), account, given.stage);
  };
  const bootstrap = async () => {
    // Who brings an assembly may not look: it was made for an account that is prepared.
    if (given.assembly === null && !(await isBootstrapped(cloudFormation))) await runCdk(['bootstrap']);
  };
  const deploy = () =>
    runCdk([...cdkArguments(given, account), ...(given.outputsFile ? [] : ['--outputs-file', file])]);
  const upload = async () => {
    const { ConsoleBucket: bucket } = outputsIn(file);
    if (bucket) say(`${await uploadConsole(bucket)} files are in ${bucket}.`);
  };
  const first = async () => {
    if (workspace !== null) token = (await makeFirst({ workspace, person, outputs: outputsIn(file) })) ?? token;
  };
  const smoke = async () => {
    if (token === null) say('The smoke story was not played, because $SMOKE_TOKEN is not set.');
    else await playSmoke(String(outputsIn(file)['ApiUrl']), token, say);
  };
  return [
    { name: 'look at the limits of the account', run: look },
    { name: 'prepare the account for CDK, if it is not: cdk bootstrap', run: bootstrap },
    { name: `deploy: cdk ${cdkArguments(given, account || '<as the account has>').join(' ')}`, run: deploy },
    { name: 'build the console, and put it into its bucket, where the deployment has one', run: upload },
    { name: `make the first workspace: ${workspace ?? 'not done, because --workspace is not given'}`, run: first },
    { name: 'play the smoke story', run: smoke },
    {
      name: 'print the addresses and what a month costs',
      run: async () => conclude(outputsIn(file), given.assembly ?? 'cdk.out'),
    },
  ];
}

function conclude(outputs: Outputs, assembly: string): void {
  for (const [name, value] of Object.entries(outputs)) console.log(`${name} ${value}`);
  const templates = readdirSync(assembly).filter((file) => /^Dormouse(?:Data|Service).*\.template\.json$/.test(file));
  const read = templates.map((file) => JSON.parse(readFileSync(join(assembly, file), 'utf8')));
  const together = idleTable(read).at(-1);
  console.log(`A month in which nothing happens costs $${together?.alone.toFixed(2)}; npm run costs computes others.`);
}

await runWith(HELP, readOptions, async (options) => {
  for (const { name, run } of stepsOf(options)) {
    console.error(`${options.dry ? 'would' : '=='} ${name}`);
    if (!options.dry) await run();
  }
});
