import { checkImport } from '@/lib/bulk/check-import';
import { importBytesMax, importRowsMax, ProductImport, ProductImportPage, UploadQuery } from '@/lib/bulk/model';
import { listImports, readImport } from '@/lib/bulk/queries';
import { receiveImport } from '@/lib/bulk/receive-import';
import { inTransaction } from '@/lib/db/transaction';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { uploadedBytes } from '@/lib/http/read-request';
import { minutes } from '@/lib/shared/clock';
import { PageQuery } from '@/lib/shared/pagination';

/** Of checking alone, however slowly the file came in. */
const checkLimitMs = minutes(2);

export const GET = defineRoute(
  {
    name: 'listProductImports',
    summary: 'Files of products that were brought in, newest first; they are kept for seven days',
    query: PageQuery,
    response: ProductImportPage,
    actor: 'admin',
  },
  ({ tx, query }) => listImports(tx, query),
);

const description = `UTF-8, with or without a byte order mark; at most ${importRowsMax} rows and ${importBytesMax} bytes. The first row names the columns, in any order; each further row is a variant.
\`productSlug\` and \`sku\` are required and say which product and variant; what is not there yet is created. The others: \`nameKo\`, \`category\` (a slug, or a path of slugs as \`living/ceramics\`) and \`priceWon\`, which new products and variants need; \`nameEn\`, \`descriptionKo\`, \`descriptionEn\`, \`status\` (DRAFT, ACTIVE or ARCHIVED); \`options\` (\`색상=백자; 크기=소\`, with a backslash before a \`;\`, \`=\` or \`\\\` that belongs to a name or value) and \`optionsEn\` (an entry for each, in the same order), \`compareAtWon\`, \`maxPerOrder\`, \`variantStatus\` (ACTIVE or ARCHIVED), \`safetyMinUnits\`, \`safetyMaxUnits\`, and \`onHandUnits\`, the first stock of a new variant. Stock of a present one moves by movements: other units are passed over, and counted in \`ignoredStockRows\`.
A column that is left out changes nothing. An empty cell takes away what may be missing (English, descriptions, options, compareAtWon, maxPerOrder, safetyMaxUnits) and leaves the rest as it is. Rows of one product must agree on what they say of it.`;

export const POST = defineRoute(
  {
    name: 'uploadProductImport',
    summary:
      'Bring a file of products, and learn what it would do: nothing is changed before its application is asked for',
    query: UploadQuery,
    upload: { mediaType: 'text/csv', description },
    response: ProductImport,
    status: 201,
    actor: 'admin',
    transaction: false,
  },
  async ({ tx: db, actor, query: { fileName }, request, now }) => {
    const received = await receiveImport(db, { actor, fileName, bytes: uploadedBytes(request), now });
    if (!received.ok) return received;
    const { importId } = received.value;
    const checked = await inTransaction((tx) => checkImport(tx, { importId }), {
      limitMs: checkLimitMs,
    });
    return checked.ok ? readImport(db, { importId }) : checked;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
