import { paths } from '@/lib/http/paths';
import type { TransferKind } from '@/lib/wallet/model';

/** Kinds that a statement can be narrowed to. An adjustment is rare, and found among all. */
export const statementKinds = ['TOP_UP', 'PAYMENT', 'REFUND'] as const satisfies TransferKind[];
export const statementDays = [30, 90, 365] as const;

/** Which part of the statement the page shows, as its address says. */
export type Statement = {
  kind: (typeof statementKinds)[number] | undefined;
  days: (typeof statementDays)[number] | undefined;
};

/** What an address asks for; anything unknown is no filter. */
export function statementOf(asked: { kind?: unknown; days?: unknown }): Statement {
  return {
    kind: statementKinds.find((kind) => kind === asked.kind),
    days: statementDays.find((days) => String(days) === asked.days),
  };
}

export function walletHref({ kind, days, cursor }: Statement & { cursor?: string }): string {
  const search = new URLSearchParams({
    ...(kind && { kind }),
    ...(days && { days: String(days) }),
    ...(cursor && { cursor }),
  }).toString();
  return search ? `${paths.wallet}?${search}` : paths.wallet;
}
