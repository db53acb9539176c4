/** Ctrl-C, `kill`, a closed terminal, Ctrl-\. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

const LOOK_FOR_NPM_MS = 500;

/** Aborted when this process should stop: at a signal, or when the npm or test run that started it is gone. */
export function stopRequest(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('The local service was stopped.'));
  for (const signal of SIGNALS) process.on(signal, stop);
  // Tests start it over an IPC channel, so that it does not outlive a killed test run.
  process.once('disconnect', stop);
  // npm cannot pass on that it was killed.
  const npm = process.ppid;
  if (/^(?:start|dev)$/.test(process.env['npm_lifecycle_event'] ?? '')) {
    setInterval(() => process.ppid !== npm && stop(), LOOK_FOR_NPM_MS).unref();
  }
  return controller.signal;
}

export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
