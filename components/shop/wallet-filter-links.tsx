import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Statement, statementDays, statementKinds, walletHref } from './wallet-statement';

/** Narrows the statement to a kind and a period. */
export function WalletFilterLinks({ statement }: { statement: Statement }) {
  const t = useTranslations('orders.wallet');
  const tWallet = useTranslations('checkout.wallet');
  return (
    <div className="mb-5 grid gap-1">
      <Choices
        label={t('kind')}
        choices={[undefined, ...statementKinds].map((kind) => ({
          href: walletHref({ ...statement, kind }),
          name: kind ? tWallet(`kinds.${kind}`) : t('all'),
          isChosen: kind === statement.kind,
        }))}
      />
      <Choices
        label={t('period')}
        choices={[undefined, ...statementDays].map((days) => ({
          href: walletHref({ ...statement, days }),
          name: days ? t('days', { days }) : t('anyTime'),
          isChosen: days === statement.days,
        }))}
      />
    </div>
  );
}

type ChoicesProps = { label: string; choices: { href: string; name: string; isChosen: boolean }[] };

function Choices({ label, choices }: ChoicesProps) {
  return (
    <nav aria-label={label} className="-mx-1 overflow-x-auto px-1 py-1 [scrollbar-width:none]">
      <ul className="flex gap-1.5">
        {choices.map(({ href, name, isChosen }) => (
          <li key={href}>
            <Link
              href={href}
              scroll={false}
              aria-current={isChosen ? 'page' : undefined}
              className="flex min-h-11 items-center whitespace-nowrap rounded-full border border-line px-3.5 text-muted text-sm transition-colors hover:border-edge hover:text-ink aria-[current=page]:border-ink aria-[current=page]:bg-ink aria-[current=page]:font-medium aria-[current=page]:text-canvas md:min-h-9"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
