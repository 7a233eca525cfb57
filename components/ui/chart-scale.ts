const steps = [1, 2, 2.5, 5, 10];

/** From 0 to at least `max` in two to five equal steps of round whole numbers. */
export function countScale(max: number): number[] {
  return scaleBy(Math.max(max, 1), roundStep(Math.max(max, 1)));
}

/** Steps in which people count time, in ms. */
const timeSteps = [
  ...[5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * 3_600_000),
];

const stepsMax = 4;

/** From 0 to at least `max` ms, in steps in which people count time. */
export function durationScale(max: number): number[] {
  const step = timeSteps.find((one) => one * stepsMax >= max) ?? roundStep(max / 86_400_000) * 86_400_000;
  return scaleBy(Math.max(max, 1), step);
}

function roundStep(max: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(max / stepsMax));
  const step = steps.map((one) => one * magnitude).find((one) => one * stepsMax >= max) ?? max;
  return Math.max(1, Number.isInteger(step) ? step : Math.ceil(step));
}

function scaleBy(max: number, step: number): number[] {
  const count = Math.ceil(max / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
