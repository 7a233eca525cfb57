import { ImportParams, ImportProblemPage } from '@/lib/bulk/model';
import { listProblems } from '@/lib/bulk/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listProductImportProblems',
    summary: 'What is wrong with the rows of an import, by line and column',
    params: ImportParams,
    query: PageQuery,
    response: ImportProblemPage,
    actor: 'admin',
  },
  ({ tx, params, query, locale }) => listProblems(tx, { ...query, importId: params.id, locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
