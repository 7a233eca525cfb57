/** What can be made to go wrong, in the order in which a delivery meets it. */
export const FAULT_NAMES = /** @type {const} */ ([
  'down',
  'latencyMs',
  'timeout',
  'dropBefore',
  'status',
  'itemStatus',
  'dropAfter',
]);

/**
 * @typedef {typeof FAULT_NAMES[number]} FaultName
 * @typedef {{ value: number | true, rate: number, count: number | null, retryAfterSeconds: number | null }} Fault
 */

/** @typedef {{ seconds: number, switches: unknown }} Phase */

const PHASES_MAX = 100;

/**
 * The switches of `PUT /faults`. Each is `true` or a number (`latencyMs`, `status`), or an object
 * `{ value, rate, count, retryAfterSeconds }`: `rate` is the share of calls it hits, after `count` hits it heals. `itemStatus` hits single
 * items of a batch. `rate`, `count` and `retryAfterSeconds` beside the switches hold for those that don't say their own.
 *
 * `{ cycle: [{ seconds, ...switches }, …] }` goes through sets of switches by itself, over and over; a set without switches is a time in
 * which all is well.
 */
export function createFaults() {
  /** @type {Map<FaultName, Fault>} */
  let active = new Map();
  /** @type {Phase[]} */
  let cycle = [];
  let phase = -1;
  let cycleBegan = 0;

  /** Turns to the set of switches whose time it is. */
  function keepTime() {
    if (cycle.length === 0) return;
    const total = cycle.reduce((sum, { seconds }) => sum + seconds, 0);
    let rest = ((performance.now() - cycleBegan) / 1_000) % total;
    const present = cycle.findIndex(({ seconds }) => {
      rest -= seconds;
      return rest < 0;
    });
    if (present === phase) return;
    phase = present;
    active = readSwitches(cycle[present]?.switches).faults;
  }

  return {
    /**
     * Replaces all switches; `{}` heals everything.
     *
     * @param {unknown} given
     * @returns {string | null} what is wrong with them
     */
    set(given) {
      const { phases, problem: noCycle } = readCycle(given);
      const { faults, problem } = phases.length > 0 ? { faults: new Map(), problem: null } : readSwitches(given);
      if (noCycle || problem) return noCycle ?? problem;
      active = faults;
      cycle = phases;
      phase = -1;
      cycleBegan = performance.now();
      return null;
    },

    /**
     * The fault when it hits this call, or this item.
     * @param {FaultName} name
     */
    hit(name) {
      keepTime();
      const fault = active.get(name);
      if (!fault || Math.random() >= fault.rate) return null;
      if (fault.count !== null) {
        fault.count -= 1;
        if (fault.count === 0) active.delete(name);
      }
      return fault;
    },

    list() {
      keepTime();
      return Object.fromEntries(active);
    },
  };
}

/** @param {unknown} given @returns {{ phases: Phase[], problem: string | null }} */
function readCycle(given) {
  if (typeof given !== 'object' || given === null || !('cycle' in given)) return { phases: [], problem: null };
  const { cycle } = given;
  if (!Array.isArray(cycle) || cycle.length === 0 || cycle.length > PHASES_MAX)
    return { phases: [], problem: `A cycle is a list of up to ${PHASES_MAX} sets of switches.` };
  /** @type {Phase[]} */
  const phases = cycle.map(({ seconds, ...switches }) => ({ seconds, switches }));
  const problem = phases.map(({ seconds, switches }) =>
    isBetween(seconds, 0.01, 3_600) ? readSwitches(switches).problem : 'Each set says for how many seconds it holds.',
  );
  return { phases, problem: problem.find((one) => one !== null) ?? null };
}

/** @param {unknown} given @returns {{ faults: Map<FaultName, Fault>, problem: string | null }} */
function readSwitches(given) {
  /** @type {Map<FaultName, Fault>} */
  const faults = new Map();
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { faults, problem: 'Switches come as an object.' };
  const wanted = /** @type {Record<string, unknown>} */ (given);
  for (const [name, value] of Object.entries(wanted)) {
    if (DEFAULT_NAMES.includes(name)) continue;
    if (!isFaultName(name))
      return { faults, problem: `There is no switch ${name}; there are ${FAULT_NAMES.join(', ')}.` };
    if (value === null || value === false || value === 0) continue;
    const fault = toFault(name, value, wanted);
    if (!fault) return { faults, problem: `${name} is not usable.` };
    faults.set(name, fault);
  }
  return { faults, problem: null };
}

const DEFAULT_NAMES = ['rate', 'count', 'retryAfterSeconds'];

/** @param {string} name @returns {name is FaultName} */
function isFaultName(name) {
  return FAULT_NAMES.some((one) => one === name);
}

/**
 * @param {FaultName} name
 * @param {unknown} given
 * @param {Record<string, unknown>} defaults
 * @returns {Fault | null}
 */
function toFault(name, given, defaults) {
  const own =
    typeof given === 'object' && given !== null ? /** @type {Record<string, unknown>} */ (given) : { value: given };
  const { value = own.code ?? true, rate = defaults.rate ?? 1, count = defaults.count ?? null } = own;
  const retryAfterSeconds = own.retryAfterSeconds ?? defaults.retryAfterSeconds ?? null;
  if (
    name === 'status' || name === 'itemStatus'
      ? !isBetween(value, 200, 599)
      : name === 'latencyMs'
        ? !isBetween(value, 0, 600_000)
        : value !== true
  )
    return null;
  if (!isBetween(rate, 0, 1) || !(count === null || isBetween(count, 1, 1_000_000))) return null;
  if (!(retryAfterSeconds === null || isBetween(retryAfterSeconds, 0, 86_400))) return null;
  return /** @type {Fault} */ ({ value, rate, count, retryAfterSeconds });
}

/** @param {unknown} value @param {number} min @param {number} max */
function isBetween(value, min, max) {
  return typeof value === 'number' && value >= min && value <= max;
}
