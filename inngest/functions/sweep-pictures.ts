import { cron } from 'inngest';
import { pictureStore } from '@/lib/catalog/pictures/picture-store';
import { sweepPictures } from '@/lib/catalog/pictures/sweep-pictures';
import { db } from '@/lib/db/client';
import { now } from '@/lib/shared/clock';
import { inngest } from '../client';

/** Removes the files of pictures that no product shows, each night. */
export const sweepPicturesFunction = inngest.createFunction(
  { id: 'sweep-pictures', concurrency: 1, retries: 0, triggers: [cron('41 3 * * *')] },
  ({ step }) => step.run('remove files', () => sweepPictures(db(), pictureStore(), { now: now() })),
);
