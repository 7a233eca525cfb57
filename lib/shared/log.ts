import pino from 'pino';
import { logLevel } from '@/lib/env';

/** The process's log: JSON lines on standard output. Never log a secret, a token or a body. */
export const log = pino({ name: 'maru', level: logLevel });
