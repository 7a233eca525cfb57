/**
 * Business time. The outermost function (route, action, job) reads it here once and passes it on as an argument, so that tests can move it.
 * Leases and retries of deliveries use the database's clock instead, so that processes agree.
 */
export function now(): Date {
  return new Date();
}

export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => count * 3_600_000;
export const days = (count: number) => count * 86_400_000;

export function later(from: Date, milliseconds: number): Date {
  return new Date(from.getTime() + milliseconds);
}
