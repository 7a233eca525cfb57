import { JobsOverview } from '@/inngest/embedded/model';
import { readJobs } from '@/inngest/embedded/read-jobs';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'readJobs',
    summary:
      'How the job runner stands, and every function with its schedules and how its runs went in the last 24 hours',
    response: JobsOverview,
    actor: 'admin',
  },
  async ({ tx }) => ok(await readJobs(tx)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
