import { z } from 'zod';
import { askToRerun } from '@/inngest/embedded/ask-to-rerun';
import { JobCommand } from '@/inngest/embedded/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'rerunJobRun',
    summary: 'Have a run that has ended repeated: its function for its event, from the beginning, as the run `runId`',
    params: z.object({ id: z.uuid() }),
    response: JobCommand,
    status: 202,
    actor: 'admin',
    idempotent: true,
  },
  ({ tx, actor, params }) => askToRerun(tx, { actor, runId: params.id }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
