import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { addAddress } from '@/lib/identity/add-address';
import { AddressInput, AddressView } from '@/lib/identity/model';
import { listAddresses } from '@/lib/identity/queries';
import { PageQuery, pageOf } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listAddresses',
    summary: 'My addresses, newest first',
    query: PageQuery,
    response: pageOf(AddressView),
    actor: 'customer',
  },
  ({ tx, actor, query }) => listAddresses(tx, { actor, ...query }),
);

export const POST = defineRoute(
  {
    name: 'addAddress',
    summary: 'Keep another address',
    body: AddressInput,
    response: AddressView,
    status: 201,
    actor: 'customer',
  },
  ({ tx, actor, body }) => addAddress(tx, { actor, address: body }),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
