import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../cdk.json' with { type: 'json' };
import { knobs } from './knobs.ts';

const STAGES = join(import.meta.dirname, '../stages');

/**
 * The context values of the stage that is deployed: those of `stages/<stage>.json`, if there is one. What the command
 * line gives goes before them. Throws for a value in a file of all stages, and for one of another stage.
 */
export function stageContext(
  directory: string = STAGES,
  shared: Readonly<Record<string, unknown>> = cdk.context,
): Readonly<Record<string, unknown>> {
  const all = knobs(() => []);
  const misplaced = Object.keys(shared).filter((name) => name in all);
  if (misplaced.length > 0)
    throw new Error(`All stages share cdk.json: move ${misplaced.join(', ')} to stages/<stage>.json.`);
  // Only to read the command line.
  const given: unknown = new App({ autoSynth: false, analyticsReporting: false }).node.tryGetContext('stage');
  const stage = all.stage.read('stage', given);
  const file = join(directory, `${stage}.json`);
  if (!existsSync(file)) return {};
  const values = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  if ((values['stage'] ?? stage) !== stage)
    throw new Error(`stages/${stage}.json says that it is of the stage ${JSON.stringify(values['stage'])}.`);
  return { ...values, stage };
}
