import * as fs from 'node:fs';
import * as path from 'node:path';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres.mjs';
import { freePort } from '@/lib/shared/ports.mjs';
import { childPids } from '@/lib/shared/processes.mjs';
import { throwAwayDir } from '@/scripts/shared/throw-away.mjs';
import { freePorts, until } from '../test-app';
import { endWithUs, type Program, spawnProgram, spawnRunner } from '../test-processes';
import { Part } from './part';

export type ClusterSettings = {
  /** How many runners, each with an app of its own beside it, as on machines of their own. */
  size: number;
  /** Program that serves the functions; gets its port and its runner's as arguments, and DATABASE_URL. */
  appFile: string;
  retryMs?: number;
  /** For runners and apps. */
  nodeFlags?: string[];
};

/** Programs may start slowly where tests run beside them. */
const startMsMax = 120_000;
/** What a failure's message shows of the programs that were started last. */
const tailPrograms = 8;
const tailLines = 25;

/** A throw-away Postgres that keeps its promises on disk, and runners and apps on it, each a process of its own. */
export class Cluster {
  /** Where events are sent, an address per runner. */
  readonly eventUrls: string[] = [];
  readonly runners: Part[] = [];
  readonly apps: Part[] = [];
  private readonly logs: { name: string; lines: string[] }[] = [];

  private constructor(
    private readonly dir: string,
    readonly databaseUrl: string,
    readonly postgres: Part,
  ) {}

  /** Returns once every runner works and every app has registered. */
  static async start(settings: ClusterSettings): Promise<Cluster> {
    const dir = await throwAwayDir();
    const cluster = new Cluster(dir, ...(await startPostgres(dir)));
    try {
      const ports = await freePorts(settings.size * 2);
      for (let index = 0; index < settings.size; index++) cluster.addMachine(settings, ports.splice(0, 2));
      await Promise.all([...cluster.runners, ...cluster.apps].map((part) => part.start()));
      await until(() => cluster.isWorking(), 'every runner to work and every app to have registered', startMsMax);
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw new Error(
        `The cluster does not start: ${error instanceof Error ? error.message : error}\n\n${cluster.tail()}`,
      );
    }
  }

  get parts(): Part[] {
    return [this.postgres, ...this.runners, ...this.apps];
  }

  /** Whether every process is there, every runner works on the queue, and knows its app's functions. */
  async isWorking(): Promise<boolean> {
    if (this.parts.some(({ child }) => child === undefined)) return false;
    const healthy = this.eventUrls.map((url) =>
      fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return (await Promise.all(healthy)).every(Boolean);
  }

  /** Kills Postgres with all its processes in one moment: none of them sees the others die. */
  async killPostgres(pauseMs: number): Promise<void> {
    const pid = this.postgres.child?.pid;
    if (pid === undefined) return;
    // Stopped first, or the postmaster would start new ones meanwhile.
    process.kill(pid, 'SIGSTOP');
    for (const child of childPids(pid)) kill(child);
    await this.postgres.restart('SIGKILL', pauseMs);
  }

  /** Kills one of Postgres's processes, whereupon it ends the others and recovers. `pick` says which, counted round and round. */
  killBackend(pick: number): void {
    const pids = childPids(this.postgres.child?.pid ?? 0);
    const pid = pids[pick % pids.length];
    if (pid !== undefined) kill(pid);
  }

  /** The last lines of the latest programs, for the message of a failure. */
  tail(): string {
    const latest = this.logs.slice(-tailPrograms);
    return latest.map(({ name, lines }) => `${name}:\n${lines.slice(-tailLines).join('\n')}`).join('\n\n');
  }

  async stop(): Promise<void> {
    await Promise.all([...this.runners, ...this.apps].map((part) => part.stop('SIGKILL')));
    await this.postgres.stop('SIGQUIT');
    fs.rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }

  private addMachine({ appFile, retryMs, nodeFlags }: ClusterSettings, [port = 0, appPort = 0]: number[]): void {
    const { databaseUrl } = this;
    const number = this.runners.length + 1;
    const appUrl = `http://127.0.0.1:${appPort}/api/inngest`;
    this.runners.push(
      this.program(`runner ${number}`, () => spawnRunner({ port, appUrl, databaseUrl, retryMs, nodeFlags })),
    );
    this.apps.push(
      this.program(`app ${number}`, () =>
        spawnProgram(appFile, [String(appPort), String(port)], { DATABASE_URL: databaseUrl }, nodeFlags),
      ),
    );
    this.eventUrls.push(`http://127.0.0.1:${port}`);
  }

  private program(name: string, spawn: () => Program): Part {
    return new Part(name, async () => {
      const child = spawn();
      this.logs.push({ name: `${name} (${child.pid})`, lines: child.lines });
      return child;
    });
  }
}

/** Postgres in `dir`, which comes back on the same port with the same data. */
async function startPostgres(dir: string): Promise<[url: string, part: Part]> {
  const port = await freePort({ host: '127.0.0.1' });
  let url = '';
  const part = new Part('postgres', async () => {
    const postgres = await startEmbeddedPostgres({
      dataDir: path.join(dir, 'postgres'),
      logFile: path.join(dir, 'postgres.log'),
      port,
    });
    url = postgres.url;
    endWithUs(postgres.child);
    if (postgres.port === port) return postgres.child;
    await postgres.stop();
    throw new Error(`port ${port} is taken`);
  });
  await part.start();
  return [url, part];
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
