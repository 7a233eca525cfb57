import { z } from 'zod';
import { askToCancel } from '@/inngest/embedded/ask-to-cancel';
import { JobCommand } from '@/inngest/embedded/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'cancelJobRun',
    summary: 'Have a running run cancelled: it is never called again, and what it has done stays done',
    params: z.object({ id: z.uuid() }),
    response: JobCommand,
    status: 202,
    actor: 'admin',
  },
  ({ tx, actor, params }) => askToCancel(tx, { actor, runId: params.id }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
