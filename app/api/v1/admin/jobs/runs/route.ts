import { listRuns } from '@/inngest/embedded/list-runs';
import { JobRunPage, JobRunQuery, searchedRunsMax } from '@/inngest/embedded/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listJobRuns',
    summary: `Runs of jobs, newest first; \`q\` is a run’s id, or text in its event, for which each page looks through ${searchedRunsMax} runs`,
    query: JobRunQuery,
    response: JobRunPage,
    actor: 'admin',
  },
  ({ tx, query }) => listRuns(tx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
