/** `npm run verify-receipt -- --help` says what it does. */
import { readFileSync } from 'node:fs';
import type { Receipt } from '../shared/domain/erasures/receipt.ts';
import { problemsOfReceipt } from '../shared/services/erasures/receipt.ts';
import { runCommand } from './command-line.ts';

const HELP = `npm run verify-receipt -- receipt.json [--key <public key>]
  Checks a receipt of a deletion (erasures.json?job=…&format=receipt), offline: the service that has the key signed it, and nothing of it was
  changed since. --key is the service's public key as you know it from elsewhere (erasures.json?format=key, asked when you trusted the answer); without it
  anybody may have signed, and the key is printed. Exit code 1 when the receipt is not good.`;

await runCommand({ help: HELP, words: 1, options: { key: { type: 'string' } } }, (values, [file]) => {
  if (file === undefined) throw new Error('Name the file of the receipt. --help shows how.');
  const given = JSON.parse(readFileSync(file, 'utf8')) as Receipt;
  if (typeof given?.receipt !== 'object' || typeof given.signature !== 'string' || typeof given.public_key !== 'string')
    throw new Error(`${file} is no receipt.`);
  const problems = problemsOfReceipt(given, values.key ?? null);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    process.exitCode = 1;
    return;
  }
  const { total, job, contact, issued_on, workspace } = given.receipt;
  const what = job === null ? `contact ${contact}` : `job ${job}`;
  console.log(`good: ${total} deleted by ${what} of workspace ${workspace}, stated on ${issued_on}`);
  if (!values.key) console.log(`signed by ${given.public_key}: compare it with the service's own, or give it as --key`);
});
