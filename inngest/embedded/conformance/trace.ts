import { until } from './until';

/** `at` is in ms since 1970. */
export type Line = { what: string; at: number; detail?: unknown };

/** What functions noted under one tag, in the order in which they did. */
export class Trace {
  readonly lines: Line[] = [];

  what(): string[] {
    return this.lines.map(({ what }) => what);
  }

  /** The first time that something was noted, waiting for it if need be. */
  async first(what: string): Promise<Line> {
    return until(() => this.lines.find((line) => line.what === what), {
      what: () => `the note "${what}"; there are ${JSON.stringify(this.what())}`,
      pauseMs: 20,
    });
  }

  async timeOf(what: string): Promise<number> {
    return (await this.first(what)).at;
  }

  /** How many things were under way at once at most, each noted with a first word on its beginning and another on its end. */
  mostAtOnce(begin: string, end: string): number {
    let underWay = 0;
    let most = 0;
    for (const { what } of this.lines) {
      if (what === begin) most = Math.max(most, ++underWay);
      if (what === end) underWay--;
    }
    return most;
  }
}
