/**
 * `node synthesise.ts <directory>`: writes the assembly there. A program of its own, because CDK blocks the process while it
 * works, and stays in memory afterwards.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../../app.ts';

const [, , directory] = process.argv;
if (directory === undefined) throw new Error('Give the directory to write to.');
buildApp({ outdir: directory, skipChecks: true }).synth();
// CDK has copied them to where the assembly names them.
rmSync(join(directory, 'bundles'), { recursive: true });
