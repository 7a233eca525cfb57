import { SuggestionQuery, Suggestions } from '@/lib/catalog/model';
import { suggestProducts } from '@/lib/catalog/suggest-products';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'suggestProducts',
    summary:
      'A few products and categories for what is being typed; two syllables or initial consonants (ㅅㅂ) are enough',
    query: SuggestionQuery,
    response: Suggestions,
    actor: 'public',
  },
  async ({ tx, query, locale }) => ok(await suggestProducts(tx, query, { locale })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
