import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../infra/app.ts';

/** Synthesises once for all journeys, which takes longer than starting a service; each of them still runs it whole and alone. */
export function setup(): () => void {
  const outdir = mkdtempSync(join(tmpdir(), 'dormouse-assembly-'));
  process.env['ASSEMBLY'] = buildApp({ outdir, skipChecks: true }).synth().directory;
  return () => rmSync(outdir, { recursive: true, force: true });
}
