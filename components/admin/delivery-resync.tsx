'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import { apiPaths } from '@/lib/http/paths';
import { houseTimeZone, minuteAt, momentOf } from '@/lib/shared/calendar';
import { DeliveryJobAsk } from './delivery-job-ask';

const dayMs = 86_400_000;

/** Sends every order that changed since a time once more, as it is now: how many first, then at a word, then how far it is. */
export function ResyncDialog({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations('admin.deliveries.resync');
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t('open')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('dialogTitle', { name: endpoint.name })} description={t('lead')}>
        <Resync endpoint={endpoint} />
      </DialogContent>
    </Dialog>
  );
}

function Resync({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations('admin.deliveries.resync');
  const timeZone = useTimeZone() ?? houseTimeZone;
  const [minute, setMinute] = useState(() => minuteAt(new Date(Date.now() - dayMs), timeZone));
  const [since, setSince] = useState<string | null>(null);
  const [isBlamed, setBlamed] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const moment = momentOf(minute, timeZone);
    const isWrong = moment === null || moment.getTime() > Date.now();
    setBlamed(isWrong);
    if (!isWrong) setSince(moment.toISOString());
  };
  if (since !== null) {
    return (
      <DeliveryJobAsk
        kind="RESYNC"
        command={{ path: apiPaths.adminResync(endpoint.id), body: { since } }}
        back={
          <Button variant="ghost" size="sm" onClick={() => setSince(null)}>
            {t('change')}
          </Button>
        }
      />
    );
  }
  return (
    <form noValidate onSubmit={submit} className="grid grid-cols-1 gap-4">
      <Field label={t('since')} hint={timeZone} error={isBlamed ? t('sinceWrong') : null} required>
        <Input type="datetime-local" value={minute} onChange={(event) => setMinute(event.target.value)} />
      </Field>
      <Button type="submit">{t('count')}</Button>
    </form>
  );
}
