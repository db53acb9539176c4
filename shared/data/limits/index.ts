export * from './arrivals.ts';
export * from './dear-seconds.ts';
export * from './idempotency.ts';
export * from './rate-limits.ts';
export * from './seats.ts';
export * from './taken-by-policies.ts';
export * from './token-uses.ts';
export * from './unseen-work.ts';
