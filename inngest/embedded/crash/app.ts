import { openPool } from '../database';
import { startTestApp } from '../test-app';
import { crashFunctions } from './functions';

// The app, as a process that can be killed: `app.ts <port> <its runner's port>`, with DATABASE_URL for its effects.
const [port, runnerPort = 0] = process.argv.slice(2).map(Number);
const pool = openPool(String(process.env.DATABASE_URL), 10);
await startTestApp({ id: 'crash', port, runnerPort, build: (inngest) => crashFunctions(inngest, pool) });
