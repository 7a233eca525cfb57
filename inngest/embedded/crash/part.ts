import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { endProgram } from '../test-processes';

/** Before a process that ended by itself is started again. */
const surprisePauseMs = 200;

/** One process of a cluster, kept running as a supervisor would, and killed on demand. */
export class Part {
  /** Undefined while the part is down. */
  child?: ChildProcess;
  /** Why it ended or did not start, each time that nobody had asked for it. */
  readonly surprises: string[] = [];
  private stopped = false;

  constructor(
    readonly name: string,
    private readonly launch: () => Promise<ChildProcess>,
  ) {}

  async start(): Promise<void> {
    const child = await this.launch();
    if (this.stopped) return endProgram(child);
    this.child = child;
    child.once('exit', (code, signal) => {
      // Whoever ends a process forgets it first.
      if (this.child === child) this.comeBack(`ended with ${signal ?? code}`);
    });
  }

  /** Ends the process, and starts another after a pause. A part that is down already stays so for its own time. */
  async restart(signal: NodeJS.Signals, pauseMs: number): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.child = undefined;
    await endProgram(child, signal);
    await delay(pauseMs);
    await this.start();
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    this.stopped = true;
    const { child } = this;
    this.child = undefined;
    if (child) await endProgram(child, signal);
  }

  private async comeBack(surprise: string): Promise<void> {
    this.child = undefined;
    this.surprises.push(surprise);
    await delay(surprisePauseMs);
    await this.start().catch((error: Error) => this.comeBack(error.message));
  }
}
