import type { Client } from '../../test/support/api/client.ts';
import type { RunningEngine } from '../../test/support/engines/engines.ts';
import type { InProcessStage } from '../../test/support/in-process/clients.ts';

/** What an accident happens to. */
export interface Accident {
  readonly engine: RunningEngine;
  readonly stage: InProcessStage;
  /** An administrator of a used workspace. */
  readonly client: Client;
  /** Prints a step. */
  readonly say: (step: string) => void;
}

/** What is wrong, in words, or nothing. */
export const problem = (isWrong: boolean, text: string): string[] => (isWrong ? [text] : []);
