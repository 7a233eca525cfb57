import { runnerEnv } from '@/lib/env';
import { startRunner } from './runner';

/** Stopping takes no longer than this, whatever Postgres and the app are doing; what is left over is taken over later. */
const stopMsMax = 4500;
/** "Configuration error" of sysexits.h: starting again would change nothing. */
const exitRefused = 78;

const log = (line: string) => console.log(line);

async function main(): Promise<void> {
  const environment = runnerEnv();
  const retryMs = environment.MARU_RUNNER_RETRY_MS;
  const runner = await startRunner({
    databaseUrl: environment.DIRECT_DATABASE_URL ?? environment.DATABASE_URL,
    port: environment.MARU_RUNNER_PORT,
    appUrl: environment.MARU_APP_URL,
    eventKey: environment.INNGEST_EVENT_KEY,
    signingKey: environment.INNGEST_SIGNING_KEY,
    backoff: retryMs === undefined ? undefined : () => retryMs,
    log,
  });
  log(`The job runner listens on 127.0.0.1:${runner.port}.`);

  let stopping = false;
  const stop = (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(exitCode), stopMsMax).unref();
    runner.stop().then(
      () => process.exit(exitCode),
      () => process.exit(exitCode),
    );
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  runner.refused.then((reason) => {
    console.error(`The job runner cannot run this app's functions. ${reason}`);
    stop(exitRefused);
  });
}

main().catch((error) => {
  console.error(`The job runner cannot start: ${error instanceof Error ? error.message : error}`);
  process.exit(exitRefused);
});
