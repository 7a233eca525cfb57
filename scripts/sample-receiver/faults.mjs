/** What can be made to go wrong, in the order in which a delivery meets it. */
export const FAULT_NAMES = /** @type {const} */ (['down', 'latencyMs', 'timeout', 'dropBefore', 'status', 'dropAfter']);

/**
 * @typedef {typeof FAULT_NAMES[number]} FaultName
 * @typedef {{ value: number | true, rate: number, count: number | null, retryAfterSeconds: number | null }} Fault
 */

/**
 * The switches of `PUT /faults`. Each is `true` or a number (`latencyMs`, `status`), or an object
 * `{ value, rate, count, retryAfterSeconds }`: `rate` is the share of deliveries it hits, after `count` hits it heals.
 * `rate`, `count` and `retryAfterSeconds` beside the switches hold for those that don't say their own.
 */
export function createFaults() {
  /** @type {Map<FaultName, Fault>} */
  const active = new Map();

  return {
    /**
     * Replaces all switches; `{}` heals everything.
     *
     * @param {unknown} given
     * @returns {string | null} what is wrong with them
     */
    set(given) {
      if (typeof given !== 'object' || given === null || Array.isArray(given)) return 'Switches come as an object.';
      const wanted = /** @type {Record<string, unknown>} */ (given);
      /** @type {Map<FaultName, Fault>} */
      const next = new Map();
      for (const [name, value] of Object.entries(wanted)) {
        if (DEFAULT_NAMES.includes(name)) continue;
        if (!isFaultName(name)) return `There is no switch ${name}; there are ${FAULT_NAMES.join(', ')}.`;
        if (value === null || value === false || value === 0) continue;
        const fault = toFault(name, value, wanted);
        if (!fault) return `${name} is not usable.`;
        next.set(name, fault);
      }
      active.clear();
      for (const [name, fault] of next) active.set(name, fault);
      return null;
    },

    /**
     * The fault when it hits this delivery.
     * @param {FaultName} name
     */
    hit(name) {
      const fault = active.get(name);
      if (!fault || Math.random() >= fault.rate) return null;
      if (fault.count !== null) {
        fault.count -= 1;
        if (fault.count === 0) active.delete(name);
      }
      return fault;
    },

    list: () => Object.fromEntries(active),
  };
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
    name === 'status'
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
