/**
 * `node synthesise.ts <directory>`: writes the assembly there, and the bundles that it was made of in `bundles/`. A program of its own, because CDK blocks the process while it
 * works, and stays in memory afterwards.
 */
import { buildApp } from '../../app.ts';

const [, , directory] = process.argv;
if (directory === undefined) throw new Error('Give the directory to write to.');
buildApp({ outdir: directory, skipChecks: true }).synth();
