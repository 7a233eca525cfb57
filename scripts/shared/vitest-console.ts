import { afterEach, beforeEach } from 'vitest';

// A test that expects an error to be logged replaces console.error with vi.spyOn, and so is not counted here.
let unexpected: unknown[][] = [];

beforeEach(() => {
  unexpected = [];
  console.error = (...args: unknown[]) => {
    unexpected.push(args);
  };
});

afterEach(() => {
  if (unexpected.length === 0) return;
  const lines = unexpected.map((args) => args.map((arg) => (arg instanceof Error ? arg.stack : String(arg))).join(' '));
  throw new Error(`Unexpected console.error:\n${lines.join('\n')}`);
});
