/** `npm start`: says in one sentence what is missing. It is JavaScript, which an old Node reads, and imports no package. */
import { existsSync } from 'node:fs';

const OLDEST = 24;
const INSTALL = 'Run npm ci in this folder, and start again.';

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

const here = (path) => new URL(path, import.meta.url);
if (!existsSync(here('../../node_modules/.package-lock.json'))) stop(`The packages are not installed. ${INSTALL}`);
if (Number.parseInt(process.versions.node, 10) < OLDEST)
  stop(`Node ${OLDEST} or later is needed, and this is Node ${process.versions.node}. Install it, and start again.`);
try {
  await import('./main.ts');
} catch (error) {
  if (!error.message.startsWith('Cannot find package')) throw error;
  stop(`A package is missing. ${INSTALL}`);
}
