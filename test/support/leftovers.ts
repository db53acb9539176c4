import { execFileSync } from 'node:child_process';

/**
 * Command lines of processes with `text` in them or in their environment. With a path that only one service was given,
 * it finds everything that service started. Ended processes that wait for their parent are left out.
 */
export function processesWith(text: string): readonly string[] {
  const lines = execFileSync('ps', ['axeww', '-o', 'stat=,pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 }).split(
    '\n',
  );
  return lines.filter((line) => line.includes(text) && !line.startsWith('Z')).map((line) => line.slice(0, 120));
}
