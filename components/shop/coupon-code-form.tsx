'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { failureOf } from '@/components/queries/api-client';
import { useRedeemCode } from '@/components/queries/coupons';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { codeLengthMax } from '@/lib/coupons/model';
import { useCouponRefusal } from './use-coupon-refusal';

/** Where a code is entered. What was typed stays until it is taken. */
export function CouponCodeForm() {
  const t = useTranslations('coupons.code');
  const [code, setCode] = useState('');
  const redeem = useRedeemCode();
  const refusalText = useCouponRefusal();
  const router = useRouter();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '' || redeem.isPending) return;
    redeem.mutate(code, {
      onSuccess: ({ name }) => {
        setCode('');
        toast.success(t('done', { name }));
        router.refresh();
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate className="flex items-start gap-2">
      <Field
        label={t('label')}
        hint={t('hint')}
        error={redeem.isError ? refusalText(failureOf(redeem.error)) : null}
        className="min-w-0 max-w-sm flex-1"
      >
        <Input
          value={code}
          onChange={({ target }) => setCode(target.value)}
          maxLength={codeLengthMax}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
      </Field>
      <Button type="submit" loading={redeem.isPending} className="mt-[1.6875rem]">
        {t('submit')}
      </Button>
    </form>
  );
}
