'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import type { AddressView } from '@/lib/identity/model';
import { AddressFields } from './address-form';
import type { useFormFailure } from './use-form-failure';

type CheckoutAddressProps = {
  addresses: AddressView[];
  canSave: boolean;
  suggested: { recipient: string; phone: string };
} & Pick<ReturnType<typeof useFormFailure>, 'errorAt' | 'typed'>;

const another = 'new';

/** One of the saved addresses, or another one, which can be kept. */
export function CheckoutAddress({ addresses, canSave, suggested, errorAt, typed }: CheckoutAddressProps) {
  const t = useTranslations('checkout.address');
  const [chosen, setChosen] = useState(addresses[0]?.id ?? another);
  return (
    <div className="grid gap-5">
      <input type="hidden" name="address" value={chosen === another ? 'new' : 'saved'} />
      {addresses.length > 0 && (
        <RadioGroup label={t('title')} labelHidden name="addressId" value={chosen} onValueChange={setChosen}>
          {addresses.map(({ id, recipient, phone, postalCode, line1, line2 }) => (
            <RadioCard
              key={id}
              value={id}
              label={
                <>
                  {recipient} <span className="ml-1 font-normal text-muted text-sm tabular-nums">{phone}</span>
                </>
              }
              hint={`[${postalCode}] ${line1} ${line2}`}
            />
          ))}
          <RadioCard value={another} label={t('another')} />
        </RadioGroup>
      )}
      {chosen === another && (
        <>
          <AddressFields errorAt={errorAt} typed={typed} start={suggested} />
          {canSave && <Checkbox name="saveAddress" label={t('save')} defaultChecked={addresses.length === 0} />}
        </>
      )}
    </div>
  );
}
