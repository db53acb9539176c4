/**
 * Runs tests for Stryker in its own process: one bundle of them is evaluated anew for each mutant. A runner that starts
 * Vitest each time needs twenty times as long. Tests get Vitest's `expect`, and the parts of its `it` that they use.
 */
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import { expect } from 'vitest';

interface Test {
  readonly id: string;
  run(): unknown;
}

type Body = (...given: readonly unknown[]) => unknown;

/** What a file that is being loaded declares; Vitest's functions add to it. */
function collecting(tests: Test[]) {
  const within: string[] = [];
  const declare = (name: string, run: () => unknown) =>
    tests.push({ id: [...within, name, tests.length].join(' > '), run });
  const group = (name: string, body: () => unknown) => {
    within.push(name);
    body();
    within.pop();
  };
  return {
    expect,
    it: Object.assign(declare, { each: eachOf(declare) }),
    test: Object.assign(declare, { each: eachOf(declare) }),
    describe: Object.assign(group, { each: eachOf(group) }),
  };
}

const eachOf =
  (declare: (name: string, body: () => unknown) => unknown) =>
  (rows: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const row of rows) declare(name, () => (Array.isArray(row) ? body(...row) : body(row)));
  };

/** All test files as one module, whose packages are required. */
async function bundleOf(files: readonly string[]): Promise<string> {
  const entry = files.map((file) => `import ${JSON.stringify(resolve(file))};`).join('\n');
  const { outputFiles } = await build({
    ...{ stdin: { contents: entry, resolveDir: process.cwd() }, bundle: true, write: false, logLevel: 'silent' },
    ...{ format: 'cjs', platform: 'node', packages: 'external', ignoreAnnotations: true, target: 'node24' },
  });
  return outputFiles[0]?.text ?? '';
}

class InProcessRunner implements TestRunner {
  #load: (vitest: object) => void = () => {};
  readonly #context: InstrumenterContext;

  constructor() {
    this.#context = {};
    Object.assign(globalThis, { __stryker__: this.#context });
  }

  /** Each run loads all modules anew. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    const files = globSync(JSON.parse(process.env['MUTANT_TESTS'] ?? '[]'), { exclude: ['**/console-*'] });
    const code = await bundleOf(files);
    const evaluate = new Function('require', 'module', code);
    const require = createRequire(resolve('package.json'));
    this.#load = (vitest) => evaluate((name: string) => (name === 'vitest' ? vitest : require(name)), { exports: {} });
  }

  async dryRun(): Promise<DryRunResult> {
    const context = this.#context;
    context.mutantCoverage = { static: {}, perTest: {} };
    const result = await this.#run(() => true, false);
    return result.status === DryRunStatus.Complete ? { ...result, mutantCoverage: context.mutantCoverage } : result;
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, disableBail }: MutantRunOptions) {
    const context = this.#context;
    const activate = () => {
      context.activeMutant = activeMutant.id;
    };
    context.hitCount = 0;
    if (hitLimit !== undefined) context.hitLimit = hitLimit;
    if (mutantActivation === 'static') activate();
    const result = await this.#run((id) => testFilter?.includes(id) ?? true, !disableBail, activate);
    delete context.activeMutant;
    return toMutantRunResult(determineHitLimitReached(context.hitCount, hitLimit) ?? result);
  }

  async #run(isRun: (id: string) => boolean, bails: boolean, loaded = () => {}): Promise<DryRunResult> {
    const tests: Test[] = [];
    const results: TestResult[] = [];
    try {
      this.#load(collecting(tests));
    } catch (error) {
      return { status: DryRunStatus.Complete, tests: [failedTest('loading the tests', error)] };
    }
    loaded();
    for (const test of tests.filter(({ id }) => isRun(id))) {
      const result = await this.#tried(test);
      results.push(result);
      if (bails && result.status === TestStatus.Failed) break;
    }
    return { status: DryRunStatus.Complete, tests: results };
  }

  async #tried({ id, run }: Test): Promise<TestResult> {
    this.#context.currentTestId = id;
    const begun = performance.now();
    try {
      await run();
      return { id, name: id, status: TestStatus.Success, timeSpentMs: performance.now() - begun };
    } catch (error) {
      return failedTest(id, error);
    } finally {
      delete this.#context.currentTestId;
    }
  }
}

const failedTest = (id: string, error: unknown): TestResult => ({
  ...{ id, name: id, status: TestStatus.Failed, timeSpentMs: 0 },
  failureMessage: error instanceof Error ? error.message : String(error),
});

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
