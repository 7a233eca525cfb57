'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { type AbuseFlagView, abuseDecisions, type AbuseDecision as Decision } from '@/lib/coupons/abuse-model';
import { decideAbuse } from './abuse-actions';
import { ReasonForm } from './reason-form';

/** What is made of an account that looks like another: each choice says what it will do, and asks for a note. */
export function AbuseDecision({ flag: { id, user } }: { flag: AbuseFlagView }) {
  const t = useTranslations('admin.coupons.abuse');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [decision, setDecision] = useState<Decision>('CLEAR');
  const decide = async (note: string) => {
    const form = new FormData();
    form.set('flagId', id);
    form.set('decision', decision);
    form.set('note', note);
    const result = await decideAbuse({ status: 'idle' }, form).catch(() => null);
    if (result?.status === 'done') {
      toast.success(t('done'));
      setOpen(false);
    } else toast.error(t(failureKey(result?.status === 'failed' ? result.error.code : null)));
    router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t('decide')}
          <span className="sr-only">: {user.email}</span>
        </Button>
      </DialogTrigger>
      <DialogContent title={t('decideTitle', { name: user.name })} description={user.email}>
        <div className="grid gap-5">
          <RadioGroup
            label={t('decision')}
            labelHidden
            value={decision}
            onValueChange={(value) => setDecision(value as Decision)}
          >
            {abuseDecisions.map((one) => (
              <RadioCard key={one} value={one} label={t(`decisions.${one}`)} hint={t(`decisionHints.${one}`)} />
            ))}
          </RadioGroup>
          <ReasonForm
            hint={t('noteHint')}
            submitLabel={t(`decisions.${decision}`)}
            tone={decision === 'CLEAR' ? 'primary' : 'danger'}
            onSubmit={decide}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function failureKey(code: string | null) {
  if (code === 'coupon.flagDecided') return 'decidedMeanwhile';
  return code === 'identity.lastAdmin' ? 'lastAdmin' : 'failed';
}
