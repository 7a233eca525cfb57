import { wakeMail } from '@/inngest/wake-mail';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { restockLinks } from '@/lib/http/restock-links';
import { clientAddress } from '@/lib/identity/client-address';
import { limitSignUps } from '@/lib/notifications/restock/limit-sign-ups';
import { MyRestockPage, RestockSignUp, SignedUp } from '@/lib/notifications/restock/model';
import { listMyRestocks } from '@/lib/notifications/restock/queries';
import { signUpForRestock } from '@/lib/notifications/restock/sign-up-for-restock';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listMyRestocks',
    summary: 'My restock alerts, waiting and told, newest first',
    query: PageQuery,
    response: MyRestockPage,
    actor: 'customer',
  },
  ({ tx, actor, query, locale }) => listMyRestocks(tx, { actor, ...query }, { locale }),
);

export const POST = defineRoute(
  {
    name: 'signUpForRestock',
    summary: 'Wait for a sold-out variant: a member at once, any other address once it is confirmed by mail',
    body: RestockSignUp,
    response: SignedUp,
    status: 201,
    actor: 'public',
    afterCommit: wakeMail,
    prepare: ({ actor, body, request }) =>
      limitSignUps(db(), {
        actor,
        email: body.email,
        address: clientAddress(request.headers, env().TRUSTED_PROXY_HOPS),
      }),
  },
  ({ tx, actor, body, locale, now }) => signUpForRestock(tx, { actor, ...body, locale, links: restockLinks(), now }),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
