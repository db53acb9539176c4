import { type Capacity, type Units, unitsIn } from '../control/capacity.ts';

export type LogLevel = 'silent' | 'error' | 'info';

export interface Output {
  onOutput(functionName: string, text: string): void;
  onError(functionName: string, error: { readonly errorType: string; readonly errorMessage: string }): void;
}

/**
 * Where the functions' output goes: metrics into the capacity count, lines to stderr at level `info`, failed invocations
 * at level `error` and above.
 */
export function createOutput(capacity: Capacity, level: LogLevel, write: (line: string) => void): Output {
  const record = (name: string, units: Units | null) => units && capacity.add(name, units);
  return {
    onOutput(name, text) {
      for (const line of text.split('\n')) {
        if (line.includes('"_aws"')) record(name, unitsIn(line));
        else if (level === 'info' && line.trim() !== '') write(`[${name}] ${line}`);
      }
    },
    onError(name, { errorType, errorMessage }) {
      if (level !== 'silent') write(`[${name}] failed: ${errorType}: ${errorMessage}`);
    },
  };
}
