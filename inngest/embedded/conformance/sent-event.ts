import { z } from 'zod';
import { bearerToken } from '../signature';
import type { InngestServer } from './inngest-server';
import type { Trace } from './trace';
import { until } from './until';

type Run = z.infer<typeof Run>;
const Run = z.object({ status: z.string(), ended_at: z.string().nullable(), output: z.unknown().optional() });
const Runs = z.object({ data: z.array(Run) });

/** Of runs and of notes, in a message. */
const shownCharactersMax = 500;

/** An event that the server took: what it started, and what functions noted under its tag. */
export type SentEvent = {
  /** Before it was sent, in ms since 1970. */
  sentAt: number;
  trace: Trace;
  /** The runs that it started so far. */
  runs(): Promise<Run[]>;
  /** Waits until it has as many runs as expected, and all that it has are at their end. */
  ended(count?: number): Promise<Run[]>;
};

export function sentEvent(
  { baseUrl, signingKey }: InngestServer,
  { id, sentAt, trace }: { id: string; sentAt: number; trace: Trace },
): SentEvent {
  const headers = signingKey ? { authorization: `Bearer ${bearerToken(signingKey)}` } : undefined;

  async function runs() {
    const url = new URL(`/v1/events/${id}/runs`, baseUrl);
    // The server may keep its answer for some seconds, by the address.
    url.searchParams.set('asked', String(Date.now()));
    // Once more, as a server may close an idle connection in the moment in which it is used again.
    const response = await fetch(url, { headers }).catch(() => fetch(url, { headers }));
    const text = await response.text();
    if (!response.ok) throw new Error(`The server answers ${response.status} to ${url.pathname}: ${text}`);
    return Runs.parse(JSON.parse(text)).data;
  }

  async function ended(count = 1) {
    let seen: Run[] = [];
    return until(
      async () => {
        seen = await runs();
        // The time and not the status: Inngest's own also calls "Completed" or "Failed" what goes on after a sleep or with a retry.
        return seen.length >= count && seen.every(({ ended_at }) => ended_at !== null) ? seen : undefined;
      },
      {
        what: () => `${count} ended runs; there are ${shown(seen)}, and the notes ${shown(trace.what())}`,
        pauseMs: 300,
      },
    );
  }

  return { sentAt, trace, runs, ended };
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, shownCharactersMax);
}
