import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { required } from '@/lib/shared/invariant';

export type Receiver = { url: string; host: string; callsPerSecond: () => Promise<number[]>; stop: () => void };
export type Pumped = { delivered: number; seconds: number; heapMb: number; rssMb: number };

/** Of a process that pumps, in MB. */
export const heapMbMax = 96;

/** A receiver that answers at once, in a process of its own. */
export async function startReceiver(): Promise<Receiver> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'bench/delivery/receiver-process.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => void child.kill('SIGTERM');
  process.once('exit', stop);
  for await (const url of createInterface({ input: required(child.stdout, 'stdout') })) {
    const callsPerSecond = async () => (await (await fetch(url)).json()) as number[];
    return { url, host: new URL(url).host, callsPerSecond, stop };
  }
  throw new Error('The receiver did not start.');
}

/** So that processes that are started together also begin together. */
const startMs = 5_000;

/** Pumps an endpoint in a process of its own whose heap is bounded; it begins in five seconds. */
export async function pumpInProcess(endpointId: string, host: string, seconds: number): Promise<Pumped> {
  const flags = [`--max-old-space-size=${heapMbMax}`, '--import', 'tsx', 'bench/delivery/pump-process.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[...flags, endpointId, host],
    ...[String(seconds), String(Date.now() + startMs)],
  ]);
  return JSON.parse(stdout) as Pumped;
}
