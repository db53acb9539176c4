/** `npm run rotate-key -- --help` says what it does. */

import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openData, readRotation, requireForm } from '../shared/data/dynamo/index.ts';
import { formatInstant, type Instant, instant } from '../shared/domain/instant.ts';
import type { Rotation } from '../shared/domain/keys/rotation.ts';
import { beginRotation, resumeRotation, type SecretStore } from '../shared/services/keys/rotate.ts';
import { runCommand } from './command-line.ts';
import { findTables, TABLE_OPTIONS, TABLES_HELP } from './workspace/tables.ts';

/** Without punctuation, so that no key looks like a list; the stack generates the first key so too. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 64;

const newKey = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** The secret in Secrets Manager, in the SDK's environment. Earlier versions are kept there as `AWSPREVIOUS`. */
function openSecret(SecretId: string): SecretStore {
  const client = new SecretsManagerClient({});
  return {
    async read() {
      const { SecretString = '', CreatedDate } = await client.send(new GetSecretValueCommand({ SecretId }));
      if (SecretString === '' || CreatedDate === undefined) throw new Error(`The secret ${SecretId} is empty.`);
      return { value: SecretString, writtenOn: instant(CreatedDate.getTime() * 1000) };
    },
    async write(value) {
      await client.send(new PutSecretValueCommand({ SecretId, SecretString: value }));
    },
  };
}

const HELP = `npm run rotate-key -- begin | resume | status
  Replaces the key under which addresses are stored, in all workspaces, while the service runs: a new key is put second in the secret, then, when every
  function knows it, first; then the addresses of contacts are moved to it. Meanwhile no opt-out is forgotten. It takes 70 minutes, mostly of
  waiting, and one more for each 50,000 contacts. After an interruption "resume" goes on where it was; "status" only prints how far it is.
  The old key stays in the secret: opt-outs of deleted people are found by it alone. At the end store the secret where its copy was.

${TABLES_HELP}
  --hash-key <arn>           or $HMAC_SECRET_ARN: the output HmacSecretArn, a secret that is read and written
  --help                     this text`;

const shown = ({ state, since, endedOn, looked, moved }: Rotation) => ({
  state,
  since: formatInstant(since),
  ended_on: endedOn && formatInstant(endedOn),
  contacts: looked,
  addresses_moved: moved,
});

const now = (): Instant => instant(Date.now() * 1000);

await runCommand({ help: HELP, words: 1, options: TABLE_OPTIONS }, async (values, [command = '']) => {
  if (!['begin', 'resume', 'status'].includes(command))
    throw new Error('Usage: npm run rotate-key -- begin, resume or status. --help shows all.');
  const tables = await findTables(values);
  if (tables.hashKey === undefined) throw new Error('The key is in a secret: give --hash-key.');
  const data = openData(tables);
  await requireForm(data);
  if (command === 'status') {
    const rotation = await readRotation(data);
    return console.log(rotation === null ? 'The key has never been replaced.' : JSON.stringify(shown(rotation)));
  }
  const secret = openSecret(tables.hashKey);
  const rotating = { data, secret, newKey, now, wait: (ms: number) => sleep(ms), say: console.error };
  const done = await (command === 'begin' ? beginRotation : resumeRotation)(rotating);
  console.log(JSON.stringify(shown(done)));
  console.error(
    'Store the secret where its copy was (docs/deploying.md, "Copy the key"): without the new key no address is found again.',
  );
});
