import { env } from '@/lib/env';
import { clientAddress, networkOf } from '@/lib/identity/client-address';
import { err, ok, type Result } from '@/lib/shared/result';
import type { HttpError } from './errors';
import { streamBeatEvent, streamBeatMs } from './stream-beat';

/** Streams of Server-Sent Events that one process holds; each costs some 200 KB, most of it the framework's own. */
export const streamCountMax = 2_000;
/** From one household, office or server. Whoever is one too many asks from time to time instead. */
export const streamsPerNetworkMax = 200;
const retryAfterSeconds = 30;

/** A reader that took nothing for so many beats is given up. */
const missedBeatsMax = 3;
/** Browsers whose stream broke come back after this long. */
const reconnectMs = 2_000;

export type StreamMessage = { event: string; id: string; data: unknown };

type Streams = {
  open: Set<EventStream>;
  perNetwork: Map<string, number>;
  closing: boolean;
  beat: NodeJS.Timeout | null;
};

/** Routes and instrumentation get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruStreams?: Streams };

function streams(): Streams {
  shared.maruStreams ??= { open: new Set(), perNetwork: new Map(), closing: false, beat: null };
  return shared.maruStreams;
}

export function openStreamCount(): number {
  return streams().open.size;
}

/** A stream for whoever sent the request. Errors: `http.tooManyStreams` of one network, `http.unavailable` when the process has enough, or ends. */
export function openStream({ headers }: Request): Result<EventStream, HttpError> {
  const { open, perNetwork, closing } = streams();
  if (closing || open.size >= streamCountMax) return err({ code: 'http.unavailable', retryAfterSeconds });
  const address = clientAddress(headers, env().TRUSTED_PROXY_HOPS);
  // Without a proxy that can be believed nobody's address is known.
  const network = address === null ? null : networkOf(address);
  if (network !== null && (perNetwork.get(network) ?? 0) >= streamsPerNetworkMax)
    return err({ code: 'http.tooManyStreams', retryAfterSeconds });
  return ok(new EventStream(network));
}

/** Ends all streams and takes no more: an open one would keep the process from ending. */
export function closeStreams(): void {
  const all = streams();
  all.closing = true;
  for (const stream of all.open) stream.close();
}

/**
 * One reader's stream. Of what it has not taken yet only the newest message per key is kept, so a slow reader costs no more than a quick
 * one and misses nothing that still matters.
 */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Called once, when the stream has ended, by whichever side. */
  onEnd: () => void = () => undefined;
  readonly #network: string | null;
  readonly #unsent = new Map<string, StreamMessage>();
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  /** Set while the reader waits for more. */
  #wake: (() => void) | null = null;
  #missedBeats = 0;
  #hasGreeted = false;
  #isBeatDue = false;
  #isOver = false;

  constructor(network: string | null) {
    this.#network = network;
    const source: UnderlyingDefaultSource<Uint8Array> = {
      start: (controller) => {
        this.#controller = controller;
      },
      pull: () => this.#pull(),
      cancel: () => this.#end(),
    };
    // Nothing is made ready ahead: what is sent is decided when it is taken.
    this.body = new ReadableStream(source, { highWaterMark: 0 });
    this.#enter();
  }

  /** Sends it as soon as the reader takes something; until then a newer message with this key takes its place. */
  send(key: string, message: StreamMessage): void {
    if (this.#isOver) return;
    this.#unsent.delete(key);
    this.#unsent.set(key, message);
    this.#wake?.();
  }

  close(): void {
    if (this.#isOver) return;
    this.#end();
    this.#controller?.close();
  }

  /** Tells proxies and the reader that the stream flows, and notices a reader that has gone. */
  beat(): void {
    this.#missedBeats = this.#wake ? 0 : this.#missedBeats + 1;
    this.#isBeatDue = true;
    this.#wake?.();
    if (this.#missedBeats < missedBeatsMax) return;
    this.#end();
    this.#controller?.error(new Error('The reader of a stream took nothing any more.'));
  }

  /** Called when the reader has room for more; ends once it was given something. */
  async #pull(): Promise<void> {
    if (this.#unsent.size === 0 && !this.#isBeatDue)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#wake = null;
    if (this.#isOver) return;
    this.#controller?.enqueue(encoder.encode(this.#takeUnsent()));
  }

  #takeUnsent(): string {
    const greeting = this.#hasGreeted ? '' : `retry: ${reconnectMs}\n\n`;
    const messages = [...this.#unsent.values()].map(
      ({ event, id, data }) => `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`,
    );
    const beat = this.#isBeatDue && messages.length === 0 ? `event: ${streamBeatEvent}\ndata: {}\n\n` : '';
    this.#hasGreeted = true;
    this.#isBeatDue = false;
    this.#unsent.clear();
    return [greeting, ...messages, beat].join('');
  }

  #enter(): void {
    const { open, perNetwork } = streams();
    open.add(this);
    if (this.#network !== null) perNetwork.set(this.#network, (perNetwork.get(this.#network) ?? 0) + 1);
    streams().beat ??= setInterval(beatAll, streamBeatMs).unref();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#unsent.clear();
    const { open, perNetwork } = streams();
    open.delete(this);
    if (this.#network !== null) {
      const left = (perNetwork.get(this.#network) ?? 1) - 1;
      if (left === 0) perNetwork.delete(this.#network);
      else perNetwork.set(this.#network, left);
    }
    this.#wake?.();
    this.onEnd();
  }
}

const encoder = new TextEncoder();

function beatAll(): void {
  for (const stream of streams().open) stream.beat();
}
