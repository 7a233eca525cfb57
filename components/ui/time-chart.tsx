'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { cn } from './cn';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from './table';

/** Told apart by form as well as by colour. */
const looks = {
  accent: { stroke: 'stroke-accent', fill: 'fill-accent', dash: undefined },
  info: { stroke: 'stroke-info', fill: 'fill-info', dash: '7 4' },
  warning: { stroke: 'stroke-warning', fill: 'fill-warning', dash: '2 3' },
  danger: { stroke: 'stroke-danger', fill: 'fill-danger', dash: undefined },
} as const;

type ChartSeries = { name: string; look: keyof typeof looks };
/** What each series was at a time, in their order; null where there was nothing. */
type ChartPoint = { at: string; values: (number | null)[] };

type TimeChartProps = {
  label: string;
  series: ChartSeries[];
  /** In order, equally far apart. */
  points: ChartPoint[];
  /** Lines side by side, or bars on top of each other. */
  kind: 'lines' | 'bars';
  /** Values on the axis: the largest that may stand at its end, from the largest value. */
  scale: (max: number) => number[];
  valueText: (value: number) => string;
  /** The time covered; long ones tell days, short ones hours. */
  spanMs: number;
};

const width = 1_000;
const height = 100;

/**
 * Values over time. The picture stretches with its place, and its texts stand beside it, so that it needs no measuring. A pointer or the
 * arrow keys read single values; a table has them all.
 */
export function TimeChart({ label, series, points, kind, scale, valueText, spanMs }: TimeChartProps) {
  const t = useTranslations('common.ui.chart');
  const timeText = useTimeText(spanMs);
  const [read, setRead] = useState<number | null>(null);
  const ticks = scale(largest(points, kind));
  const top = ticks.at(-1) ?? 1;
  const shown = read === null ? null : points[Math.min(read, points.length - 1)];
  const textOf = (point: ChartPoint) =>
    series.map(({ name }, index) => `${name} ${textOfValue(point.values[index])}`).join(', ');
  const textOfValue = (value: number | null | undefined) => (value == null ? t('none') : valueText(value));

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width: shownWidth } = event.currentTarget.getBoundingClientRect();
    setRead(clamp(Math.floor(((event.clientX - left) / shownWidth) * points.length), points.length));
  };
  const press = (event: KeyboardEvent) => {
    const at = read ?? points.length - 1;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: points.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setRead(clamp(to, points.length));
  };
  const present = Math.min(read ?? points.length - 1, points.length - 1);

  return (
    <figure className="grid grid-cols-1 gap-3">
      <figcaption className="flex min-h-10 flex-wrap items-start justify-between gap-x-6 gap-y-1 text-xs">
        <Legend series={series} kind={kind} readText={shown ? (index) => textOfValue(shown.values[index]) : null} />
        <span aria-hidden className="text-muted tabular-nums" suppressHydrationWarning>
          {shown && timeText(shown.at)}
        </span>
      </figcaption>
      <div className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-2">
        <div aria-hidden className="relative h-44 text-[0.6875rem] text-faint tabular-nums">
          {ticks.map((tick) => (
            <span
              key={tick}
              className="-translate-y-1/2 absolute right-0 whitespace-nowrap leading-none"
              style={{ top: `${100 - (tick / top) * 100}%` }}
            >
              {tick === 0 ? '0' : valueText(tick)}
            </span>
          ))}
        </div>
        {/* What a slider is to screen readers and keyboards is what this is: a place among values, each with a text. */}
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={1}
          aria-valuemax={points.length}
          aria-valuenow={present + 1}
          aria-valuetext={points[present] && `${timeText(points[present].at)}: ${textOf(points[present])}`}
          suppressHydrationWarning
          onKeyDown={press}
          onBlur={() => setRead(null)}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setRead(null)}
          className="relative h-44 touch-pan-y rounded-xs"
        >
          <svg
            aria-hidden
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible"
          >
            {ticks.map((tick) => (
              <line
                key={tick}
                x1={0}
                x2={width}
                y1={height - (tick / top) * height}
                y2={height - (tick / top) * height}
                vectorEffect="non-scaling-stroke"
                className={tick === 0 ? 'stroke-edge' : 'stroke-line'}
              />
            ))}
            {read !== null && (
              <rect
                x={(present / points.length) * width}
                width={width / points.length}
                height={height}
                className="fill-hover"
              />
            )}
            {kind === 'bars' ? (
              <Bars series={series} points={points} top={top} />
            ) : (
              <Lines series={series} points={points} top={top} />
            )}
          </svg>
          {points.every(({ values }) => values.every((value) => !value)) && (
            <p className="pointer-events-none absolute inset-0 grid place-items-center text-muted text-sm">
              <span className="rounded-xs bg-surface px-2">{t('empty')}</span>
            </p>
          )}
        </div>
        <TimeAxis points={points} spanMs={spanMs} />
      </div>
      <details className="text-sm">
        <summary className="inline-flex min-h-6 cursor-pointer items-center rounded-xs text-muted text-xs underline underline-offset-4 max-md:min-h-11">
          {t('table')}
        </summary>
        <div className="mt-2 max-h-80 overflow-y-auto">
          <Table label={label}>
            <TableHead>
              <tr>
                <TableHeading>{t('time')}</TableHeading>
                {series.map(({ name }) => (
                  <TableHeading key={name} numeric>
                    {name}
                  </TableHeading>
                ))}
              </tr>
            </TableHead>
            <TableBody>
              {points.map((one) => (
                <TableRow key={one.at}>
                  <TableCell className="h-8 whitespace-nowrap py-1 tabular-nums">
                    <span suppressHydrationWarning>{timeText(one.at)}</span>
                  </TableCell>
                  {series.map(({ name }, index) => (
                    <TableCell key={name} numeric className="h-8 py-1">
                      {textOfValue(one.values[index])}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      </details>
    </figure>
  );
}

type LegendProps = { series: ChartSeries[]; kind: 'lines' | 'bars'; readText: ((index: number) => string) | null };

function Legend({ series, kind, readText }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted">
      {series.map(({ name, look }, index) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg aria-hidden viewBox="0 0 18 10" className="h-2.5 w-[1.125rem] shrink-0">
            {kind === 'bars' ? (
              <rect width={10} height={10} x={4} rx={2} className={looks[look].fill} />
            ) : (
              <path d="M0 5h18" strokeWidth={2} strokeDasharray={looks[look].dash} className={looks[look].stroke} />
            )}
          </svg>
          {name}
          {readText && <span className="font-semibold text-ink tabular-nums">{readText(index)}</span>}
        </li>
      ))}
    </ul>
  );
}

type PlotProps = { series: ChartSeries[]; points: ChartPoint[]; top: number };

function Lines({ series, points, top }: PlotProps) {
  return series.map(({ name, look }, index) => (
    <g key={name} fill="none" strokeLinecap="round" strokeLinejoin="round" className={looks[look].stroke}>
      <path
        d={linePath(points, index, top)}
        strokeWidth={2}
        strokeDasharray={looks[look].dash}
        vectorEffect="non-scaling-stroke"
      />
      <path d={dotPath(points, index, top)} strokeWidth={6} vectorEffect="non-scaling-stroke" />
    </g>
  ));
}

/** Goes through the middles of the steps, and is interrupted where there was nothing. */
function linePath(points: ChartPoint[], index: number, top: number): string {
  let isDrawing = false;
  const path = points.map(({ values }, place) => {
    const value = values[index] ?? null;
    const command = isDrawing ? 'L' : 'M';
    isDrawing = value !== null;
    return value === null ? '' : `${command}${placeOf(place, value, { points, top })}`;
  });
  return path.join('');
}

/** A dot for each value that has none beside it, which a line would not show. */
function dotPath(points: ChartPoint[], index: number, top: number): string {
  const valueAt = (place: number) => points[place]?.values[index] ?? null;
  const path = points.map((_, place) => {
    const value = valueAt(place);
    const isAlone = value !== null && valueAt(place - 1) === null && valueAt(place + 1) === null;
    return isAlone ? `M${placeOf(place, value, { points, top })}h0` : '';
  });
  return path.join('');
}

function placeOf(place: number, value: number, { points, top }: { points: ChartPoint[]; top: number }): string {
  return `${rounded(((place + 0.5) / points.length) * width)} ${rounded(height - (value / top) * height)}`;
}

function Bars({ series, points, top }: PlotProps) {
  const step = width / points.length;
  return points.map(({ at, values }, place) => {
    let below = 0;
    return series.map(({ name, look }, index) => {
      const value = values[index] ?? 0;
      below += value;
      return (
        value > 0 && (
          <rect
            key={`${at} ${name}`}
            x={rounded((place + 0.15) * step)}
            width={rounded(step * 0.7)}
            y={rounded(height - (below / top) * height)}
            height={rounded((value / top) * height)}
            className={looks[look].fill}
          />
        )
      );
    });
  });
}

const marksMax = 5;

/** Times at even distances, as many as have room; fewer on phones. */
function TimeAxis({ points, spanMs }: Pick<TimeChartProps, 'points' | 'spanMs'>) {
  const format = useFormatter();
  const every = Math.max(1, Math.ceil(points.length / marksMax));
  return (
    <div aria-hidden className="relative col-start-2 mt-1.5 h-4 text-[0.6875rem] text-faint tabular-nums leading-4">
      {points.map(
        ({ at }, place) =>
          place % every === 0 && (
            <span
              key={at}
              className={cn(
                'absolute whitespace-nowrap',
                place === 0 ? 'left-0' : '-translate-x-1/2',
                (place / every) % 2 === 1 && 'max-sm:hidden',
              )}
              style={place === 0 ? undefined : { left: `${((place + 0.5) / points.length) * 100}%` }}
              suppressHydrationWarning
            >
              {format.dateTime(new Date(at), spanMs > 2 * dayMs ? dayOnly : timeOnly)}
            </span>
          ),
      )}
    </div>
  );
}

const dayMs = 86_400_000;

const dayOnly = { month: 'numeric', day: 'numeric' } as const;
const timeOnly = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Tells the steps of a time apart. */
function useTimeText(spanMs: number): (at: string) => string {
  const format = useFormatter();
  return (at) => format.dateTime(new Date(at), { ...(spanMs > dayMs && dayOnly), ...timeOnly });
}

function largest(points: ChartPoint[], kind: 'lines' | 'bars'): number {
  const heights = points.map(({ values }) =>
    kind === 'bars'
      ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
      : Math.max(0, ...values.map((value) => value ?? 0)),
  );
  return Math.max(0, ...heights);
}

function clamp(place: number, length: number): number {
  return Math.min(Math.max(place, 0), Math.max(length - 1, 0));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
