import { streamBeatEvent, streamBeatMs } from '@/lib/http/stream-beat';

/** A stream beats when it has nothing else to tell. Silent for more than two beats it is stalled, whatever the browser thinks of it. */
const silentMaxMs = 2.25 * streamBeatMs;

type Hears = {
  /** What to do with the data of each kind of message. */
  messages: Record<string, (data: string) => void>;
  /** Called with true when something was heard, and with false when the stream broke, stalled or was closed. */
  live: (isLive: boolean) => void;
  /** The server refused the stream, which is over then. */
  refused: () => void;
};

/** A stream of messages that comes back by itself, after a break that the browser sees and after a silence that it does not. */
export class LiveStream {
  readonly #url: string;
  readonly #hears: Hears;
  #source: EventSource;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, hears: Hears) {
    this.#url = url;
    this.#hears = hears;
    this.#source = this.#connect();
  }

  get isOver(): boolean {
    return this.#source.readyState === EventSource.CLOSED;
  }

  close(): void {
    clearTimeout(this.#silence);
    this.#source.close();
    this.#hears.live(false);
  }

  #connect(): EventSource {
    const source = new EventSource(this.#url);
    const messages: Hears['messages'] = { ...this.#hears.messages, [streamBeatEvent]: () => undefined };
    for (const [event, hear] of Object.entries(messages))
      source.addEventListener(event, ({ data }) => {
        this.#awaitMore();
        hear(data);
        this.#hears.live(true);
      });
    source.addEventListener('error', () => this.#lose(source));
    this.#awaitMore();
    return source;
  }

  /** A broken stream is opened again by the browser; one that was refused is not. */
  #lose(source: EventSource): void {
    this.#hears.live(false);
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.#silence);
    this.#hears.refused();
  }

  #awaitMore(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.close();
      this.#source = this.#connect();
    }, silentMaxMs);
  }
}
