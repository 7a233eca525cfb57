import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { changeAddress } from '@/lib/identity/change-address';
import { AddressChange, AddressParams, AddressView } from '@/lib/identity/model';
import { findAddress } from '@/lib/identity/queries';
import { removeAddress } from '@/lib/identity/remove-address';

export const GET = defineRoute(
  {
    name: 'readAddress',
    summary: 'One of my addresses',
    params: AddressParams,
    response: AddressView,
    actor: 'customer',
  },
  ({ tx, actor, params }) => findAddress(tx, { actor, addressId: params.id }),
);

export const PATCH = defineRoute(
  {
    name: 'changeAddress',
    summary: 'Change one of my addresses',
    params: AddressParams,
    body: AddressChange,
    response: AddressView,
    actor: 'customer',
  },
  ({ tx, actor, params, body }) => changeAddress(tx, { actor, addressId: params.id, change: body }),
);

export const DELETE = defineRoute(
  { name: 'removeAddress', summary: 'Forget one of my addresses', params: AddressParams, actor: 'customer' },
  ({ tx, actor, params }) => removeAddress(tx, { actor, addressId: params.id }),
);

export const { POST, PUT, OPTIONS } = otherMethods({ GET, PATCH, DELETE });
