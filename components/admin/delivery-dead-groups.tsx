import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { textLink } from '@/components/ui/text-link';
import type { ReplayFilter } from '@/lib/delivery/job-model';
import type { DeadGroups as Groups } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { ReplayButton } from './delivery-replay';
import { ReplaySubject } from './delivery-replay-subject';
import { ErrorClassName } from './delivery-words';

type DeadGroup = Groups['items'][number];
type DeadGroupsProps = {
  groups: Groups;
  /** What they are narrowed to. */
  chosen: ReplayFilter;
};

/** Dead deliveries that failed alike, the most first; each group can be sent again as a whole. */
export function DeadGroups({ groups: { items, deadCount }, chosen }: DeadGroupsProps) {
  const t = useTranslations('admin.deliveries.dead');
  const left = deadCount - items.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="grid grid-cols-1 gap-2">
      <Table label={t('groups')}>
        <TableHead>
          <tr>
            <TableHeading>{t('reason')}</TableHeading>
            <TableHeading numeric>{t('count')}</TableHeading>
            <TableHeading>{t('endpoint')}</TableHeading>
            <TableHeading>{t('period')}</TableHeading>
            <TableHeading className="relative max-sm:hidden">
              <span className="sr-only">{t('commands')}</span>
            </TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {items.map((group) => (
            <GroupRow key={group.groupKey} group={group} chosen={chosen} />
          ))}
        </TableBody>
      </Table>
      {left > 0 && <p className="text-faint text-xs">{t('moreGroups', { count: left })}</p>}
    </div>
  );
}

function GroupRow({ group, chosen }: { group: DeadGroup; chosen: ReplayFilter }) {
  const t = useTranslations('admin.deliveries.dead');
  const format = useFormatter();
  const { endpoint, errorClass, statusCode, error, count, firstAt, lastAt, exampleId } = group;
  const reason = errorClass ? <ErrorClassName errorClass={errorClass} /> : t('noError');
  const errorId = `error-${group.groupKey}`;
  const filter = filterOf(group, chosen);
  const commands = (
    <>
      <Link href={paths.adminDelivery(exampleId)} className={`${textLink} whitespace-nowrap text-sm`}>
        {t('example')}
      </Link>
      <ReplayButton
        filter={filter}
        description={
          <>
            <ReplaySubject filter={filter} endpointName={endpoint.name} />
            {[!errorClass && t('noError'), error].filter(Boolean).map((part) => ` · ${part}`)}
          </>
        }
        variant="outline"
        size="xs"
        aria-describedby={error ? errorId : undefined}
      >
        {t('replay')}
        <span className="sr-only">
          : {reason} {endpoint.name}
        </span>
      </ReplayButton>
    </>
  );
  return (
    <TableRow>
      <TableCell className="min-w-56 max-w-md">
        <p className="font-medium">
          {reason}
          {statusCode !== null && <span className="ml-2 font-normal text-muted tabular-nums">HTTP {statusCode}</span>}
        </p>
        {error && (
          <p id={errorId} className="font-mono text-faint text-xs [overflow-wrap:anywhere]">
            {error}
          </p>
        )}
        <div className="mt-2 flex items-center gap-3 sm:hidden">{commands}</div>
      </TableCell>
      <TableCell numeric className="font-semibold">
        {format.number(count)}
      </TableCell>
      <TableCell className="max-w-44 truncate text-muted">{endpoint.name}</TableCell>
      <TableCell className="whitespace-nowrap text-muted text-xs">
        <RelativeTime at={firstAt} />
        {Date.parse(lastAt) - Date.parse(firstAt) > minuteMs && (
          <>
            {' – '}
            <RelativeTime at={lastAt} />
          </>
        )}
      </TableCell>
      <TableCell className="max-sm:hidden">
        <div className="flex items-center justify-end gap-3">{commands}</div>
      </TableCell>
    </TableRow>
  );
}

/** The filter that finds of a group what is shown of it. Its key alone would do; the rest says it in words wherever the job is listed. */
function filterOf({ groupKey, endpoint, errorClass }: DeadGroup, chosen: ReplayFilter): ReplayFilter {
  return { ...chosen, endpointId: endpoint.id, ...(errorClass && { errorClass }), groupKey };
}

/** Times closer together than this read the same. */
const minuteMs = 60_000;
