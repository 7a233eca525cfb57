import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { OrderStatus } from '@/lib/orders/model';

const steps: OrderStatus[] = ['PAID', 'PREPARING', 'SHIPPED', 'DELIVERED'];

/** How far a paid order has come. Nothing for orders that left this way, or are not on it yet. */
export function OrderSteps({ status }: { status: OrderStatus }) {
  const t = useTranslations('checkout.status');
  const reached = steps.indexOf(status);
  if (reached === -1) return null;
  return (
    <ol className="grid grid-cols-4">
      {steps.map((step, place) => {
        const done = place <= reached;
        return (
          <li
            key={step}
            aria-current={place === reached ? 'step' : undefined}
            className={cn(
              'relative grid justify-items-center gap-2 text-center text-[0.8125rem]',
              done ? 'font-medium' : 'text-faint',
            )}
          >
            {place > 0 && (
              <span
                aria-hidden
                className={cn('absolute top-[0.8125rem] right-1/2 h-0.5 w-full', done ? 'bg-accent' : 'bg-line')}
              />
            )}
            <span
              aria-hidden
              className={cn(
                'relative z-1 grid size-7 place-items-center rounded-full border-2',
                done ? 'border-accent bg-accent text-on-accent' : 'border-line bg-surface',
              )}
            >
              {done && <Check strokeWidth={3} className="size-3.5" />}
            </span>
            {t(step)}
          </li>
        );
      })}
    </ol>
  );
}
