import { beforeAll, describe, test } from 'vitest';
import { features } from './features';
import { openStage, type Stage } from './stage';

/** Tells this run's names on the server from every other run's. */
const runId = `conformance-${Date.now().toString(36)}`;

/** The features that share an app, and the one that kills its own. */
const casts = {
  shared: Object.keys(features).filter((name) => name !== 'outage'),
  outage: ['outage'],
};

for (const [cast, names] of Object.entries(casts)) {
  describe.concurrent(cast, () => {
    let stage: Stage;

    beforeAll(async () => {
      stage = await openStage(`${runId}-${cast}`, names);
      return () => stage.close();
    });

    for (const name of names) {
      describe(name, () => {
        for (const [guarantee, play] of Object.entries(features[name]?.scenarios ?? {})) {
          test(guarantee, ({ expect }) => play(stage.suiteSide(expect)));
        }
      });
    }
  });
}
