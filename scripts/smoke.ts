/** `npm run smoke -- --help` says what it does. */
import { originOf, runCommand } from './command-line.ts';
import { playSmoke } from './deploy/first.ts';

const HELP = `npm run smoke -- --url <url> --token <secret>

Plays the README's story on a running or deployed service, through its HTTP API: people are made, sent through a flow
that archives them, opt out, and are deleted for good. Each step is checked; the exit code is 1 when one fails.

  --url <url>          of the service: the output ApiUrl of the deployed stack
  --token <secret>     an administrator's token of a workspace that exists for this and has no contacts
                       (npm run workspace -- create "Smoke" makes one)
  --help               this text

It removes again what it makes in the workspace, also when a step fails. Only an archived flow stays, because flows
cannot be deleted.`;

const options = { url: { type: 'string' }, token: { type: 'string' } } as const;

await runCommand({ help: HELP, options }, ({ url, token }) => {
  if (token === undefined) throw new Error('--token takes an administrator token of a workspace without contacts.');
  const origin = originOf('url', url, 'https://abc.execute-api.eu-west-1.amazonaws.com');
  return playSmoke(origin, token, (line) => console.log(line));
});
