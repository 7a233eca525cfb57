import { env } from '@/lib/env';

/** Ends the process with the one sentence that names the variable when the configuration is not usable. Called when the server starts. */
export function checkConfiguration(): void {
  try {
    env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
