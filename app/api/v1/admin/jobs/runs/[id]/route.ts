import { z } from 'zod';
import { getRun } from '@/inngest/embedded/get-run';
import { JobRunDetail } from '@/inngest/embedded/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readJobRun',
    summary:
      'One run with its event, steps, the calls that it is owed, the attempts that failed, and what came of it; long JSON is cut, and says so',
    params: z.object({ id: z.uuid() }),
    response: JobRunDetail,
    actor: 'admin',
  },
  ({ tx, params }) => getRun(tx, params.id),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
