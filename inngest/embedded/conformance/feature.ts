import type { Inngest, InngestFunction } from 'inngest';
import type { ExpectStatic } from 'vitest';
import type { SentEvent } from './sent-event';
import type { Trace } from './trace';

/** A few functions, and what must be seen of them. The app serves the functions; the suite plays the scenarios. */
export type Feature = {
  functions(app: AppSide): InngestFunction.Like[];
  /** By the guarantee that each shows. All of them play at once. */
  scenarios: Record<string, (suite: SuiteSide) => Promise<void>>;
};

/** What functions have to work with, in the app's process. */
export type AppSide = {
  inngest: Inngest;
  /** 1, and one more each time that the app is started again. */
  version: number;
  /** The name of an event on the server, where each run of the suite has names of its own. */
  named(name: string): string;
  /** Notes in the suite what a function does, under the tag of its event. Resolves once it is noted. */
  trace(tag: string, what: string, detail?: unknown): Promise<void>;
};

/** What scenarios have to work with, in the suite's process. */
export type SuiteSide = {
  /** Which server is under test, for what the embedded runner does otherwise on purpose. */
  server: 'embedded' | 'inngest';
  expect: ExpectStatic;
  /** Sends events through the SDK with one call. The data of each gets a tag of its own, unless it has one. */
  sendAll(events: NewEvent[]): Promise<SentEvent[]>;
  /** Sends one event. */
  send(name: string, data?: NewEvent['data'], more?: { id?: string }): Promise<SentEvent>;
  /** What functions noted under a tag. */
  traceOf(tag: string): Trace;
  app: {
    kill(): Promise<void>;
    /** Starts the app anew, in its next version, and registers it. */
    start(): Promise<void>;
  };
};

export type NewEvent = { name: string; data?: Record<string, unknown>; id?: string };
