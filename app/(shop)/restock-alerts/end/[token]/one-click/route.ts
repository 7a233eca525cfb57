import { redirect } from 'next/navigation';
import { z } from 'zod';
import { defineRoute } from '@/lib/http/define-route';
import { paths } from '@/lib/http/paths';
import { subscriptionOfLink } from '@/lib/http/restock-links';
import { endRestockByLink } from '@/lib/notifications/restock/end-restock-by-link';
import { err, ok } from '@/lib/shared/result';

/** A person who opens the address of the List-Unsubscribe header gets the page with the button. */
export async function GET(_: Request, { params }: { params: Promise<{ token: string }> }): Promise<never> {
  redirect(paths.restockEnd(encodeURIComponent((await params).token)));
}

/** What a mail program's own "unsubscribe" sends (RFC 8058), without cookies: nothing more goes to that address. */
export const POST = defineRoute(
  {
    name: 'endRestockByMailProgram',
    summary: 'End all restock alerts of the address that a mail went to',
    params: z.object({ token: z.string().max(200) }),
    actor: 'public',
  },
  async ({ tx, params, now }) => {
    const subscriptionId = subscriptionOfLink(params.token, 'end');
    if (!subscriptionId) return err({ code: 'restock.unknownLink' });
    const ended = await endRestockByLink(tx, { subscriptionId, scope: 'all', now });
    return ended.ok ? ok(undefined) : ended;
  },
);
