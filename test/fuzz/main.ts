/** `npm run fuzz -- --help` says what it does. */
import { runWith } from '../../scripts/command-line.ts';
import { HELP, readOptions } from './options.ts';

/** The environment of a Lambda function; nothing here reaches AWS. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

await runWith(HELP, readOptions, async (options) => {
  Object.assign(process.env, ENVIRONMENT);
  // Imported late, because modules read the environment when they are loaded.
  const { measureOnNewEngine, playOnNewEngines, reportText, worstText } = await import('./index.ts');
  if (options.worst) return console.log(worstText(await measureOnNewEngine()));
  const report = await playOnNewEngines(options);
  console.log(reportText(report, options.seed));
  if (report.findings.length > 0) process.exitCode = 1;
});
