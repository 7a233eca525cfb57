import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endProgram } from '../test-processes';
import type { AppOptions } from './app';
import { until } from './until';

const program = fileURLToPath(new URL('./app.ts', import.meta.url));

/** The app under test as a process that can be killed, and started again at the same address. */
export class AppProcess {
  private child: ChildProcess | undefined;
  private version = 0;

  constructor(private readonly options: Omit<AppOptions, 'version'>) {}

  /** Starts it, and registers its functions with the server, which archives those that it no longer has. */
  async start(): Promise<void> {
    const child = fork(program, { execArgv: ['--import', 'tsx'] });
    this.child = child;
    child.send({ ...this.options, version: ++this.version } satisfies AppOptions);
    await Promise.race([once(child, 'message'), diesWith(child)]);
    await register(this.options.url);
  }

  /** As a power cut does: nothing that was under way is ended or answered. */
  async kill(): Promise<void> {
    if (this.child) await endProgram(this.child, 'SIGKILL');
  }
}

/** Registers the functions served at an address. The server may still be starting, so this is tried until it takes them. */
export async function register(url: string): Promise<void> {
  let answer = 'nothing';
  await until(
    async () => {
      const response = await fetch(url, { method: 'PUT' });
      answer = `${response.status} ${await response.text()}`;
      return response.ok || undefined;
    },
    { what: () => `the server to take the app's registration; the last answer was ${answer}`, pauseMs: 200 },
  );
}

async function diesWith(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`The app ended with ${code ?? signal} before it listened.`);
}
