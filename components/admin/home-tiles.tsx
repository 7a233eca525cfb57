import Link from 'next/link';
import type { ReactNode } from 'react';
import { Stat } from '@/components/ui/stat';

type TileProps = {
  href: string;
  label: string;
  value: ReactNode;
  note?: ReactNode;
  changePercent?: number | null;
  /** Whether somebody should look at it now. */
  alarming?: boolean;
};

/** A number that opens the list behind it. */
export function HomeTile({ href, label, value, note, changePercent, alarming = false }: TileProps) {
  return (
    <Link href={href} className="rounded-md transition-shadow hover:shadow-lift">
      <Stat
        label={label}
        value={alarming ? <span className="text-danger">{value}</span> : value}
        note={note}
        {...(changePercent !== undefined && { changePercent, growth: 'good' as const })}
        className="h-full"
      />
    </Link>
  );
}

/** A titled row of tiles. */
export function HomeTiles({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid content-start gap-2.5">
      <h2 className="font-semibold text-sm">{title}</h2>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-3">{children}</div>
    </section>
  );
}

/** The change against the period before, whole percent; null when there was nothing to compare with. */
export function changePercent(now: number, before: number): number | null {
  return before === 0 ? null : Math.round(((now - before) * 100) / before);
}
