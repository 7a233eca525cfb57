import pino from 'pino';

/** The process's log: JSON lines on standard output. Never log a secret, a token or a body. */
export const log = pino({ name: 'maru', level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info') });
