/** `npm start` runs the CDK app's assembly on this machine; `npm run dev` also what is saved in its sources. */
import { enableCompileCache } from 'node:module';
import { COMPILED } from './compile-cache.ts';
import { stopRequest } from './stop.ts';

/** The functions' time zone is UTC, as on Lambda; worker threads share it. */
process.env['TZ'] = 'UTC';
/** Only the owner may read the files of this process and the engine: personal data, the secret, the token. */
process.umask(0o077);

const stopping = stopRequest();
// Loading takes most of a start, and cached code halves it.
enableCompileCache(COMPILED);
const { serve } = await import('./serve.ts');
process.exit(await serve(stopping, process.argv.slice(2)));
