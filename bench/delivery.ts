import { measureBacklog } from './delivery/measure-backlog';
import { measureLatency } from './delivery/measure-latency';
import { measureRate } from './delivery/measure-rate';
import { measureSpeed } from './delivery/measure-speed';
import { measureVip } from './delivery/measure-vip';
import { inShop, onPostgres, runParts } from './shared/surroundings';

/**
 * Orders on their way to outside systems, five ways to look at it; `npm run bench -- delivery speed`, `latency`, `backlog`, `rate` or `vip` for
 * one. The last is over a whole shop, each of the others on a Postgres of its own.
 */
await runParts({
  speed: () => onPostgres(measureSpeed),
  latency: () => onPostgres(measureLatency),
  backlog: () => onPostgres(measureBacklog),
  rate: () => onPostgres(measureRate),
  vip: () => inShop(measureVip),
});
