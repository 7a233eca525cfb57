import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { textLink } from '@/components/ui/text-link';
import type { ReplayFilter } from '@/lib/delivery/job-model';
import type { DeadGroups as Groups } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { ReplayButton } from './delivery-replay';
import { ErrorClassName } from './delivery-words';

type DeadGroup = Groups['items'][number];

/** Dead deliveries that failed alike, the most first; each group can be sent again as a whole. */
export function DeadGroups({ groups: { items, deadCount } }: { groups: Groups }) {
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
            <GroupRow key={group.exampleId} group={group} />
          ))}
        </TableBody>
      </Table>
      {left > 0 && <p className="text-faint text-xs">{t('moreGroups', { count: left })}</p>}
    </div>
  );
}

function GroupRow({ group }: { group: DeadGroup }) {
  const t = useTranslations('admin.deliveries.dead');
  const format = useFormatter();
  const { endpoint, errorClass, statusCode, error, count, firstAt, lastAt, exampleId } = group;
  const reason = errorClass ? <ErrorClassName errorClass={errorClass} /> : t('noError');
  const commands = (
    <>
      <Link href={paths.adminDelivery(exampleId)} className={`${textLink} whitespace-nowrap text-sm`}>
        {t('example')}
      </Link>
      <ReplayButton
        filter={filterOf(group)}
        description={
          <>
            {reason} · {endpoint.name}
          </>
        }
        variant="outline"
        size="xs"
      >
        {t('replay')}
        <span className="sr-only">: {error ?? endpoint.name}</span>
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
        {error && <p className="font-mono text-faint text-xs [overflow-wrap:anywhere]">{error}</p>}
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

/** The filter that finds a group; of its error's text as much as a filter takes. */
function filterOf({ endpoint, errorClass, error }: DeadGroup): ReplayFilter {
  return {
    endpointId: endpoint.id,
    ...(errorClass && { errorClass }),
    ...(error && { q: error.slice(0, searchMax).trim() }),
  };
}

const searchMax = 80;
/** Times closer together than this read the same. */
const minuteMs = 60_000;
