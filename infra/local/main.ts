/** `npm start`: runs the CDK app's assembly on this machine. */
import { enableCompileCache } from 'node:module';
import { COMPILED } from './compiled.ts';
import { stopRequest } from './stop.ts';

/** The functions' time zone is UTC, as on Lambda; worker threads share the process's. */
process.env['TZ'] = 'UTC';
/**
 * Only their owner reads the files that this process and the engine write: they hold people's data, the secret and the
 * token.
 */
process.umask(0o077);

const stopping = stopRequest();
// Loading takes most of a start; compiled code of the time before makes that half as long.
enableCompileCache(COMPILED);
const { serve } = await import('./serve.ts');
process.exit(await serve(stopping));
