// Reads the configuration as the running parts will, and says in one sentence what is not usable.
import { readEnvironment } from '@/lib/env';

try {
  readEnvironment(process.env);
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
