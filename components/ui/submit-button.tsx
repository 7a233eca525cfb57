'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

/** The button that sends the form around it: it can't be pressed twice while the form is on its way. */
export function SubmitButton(props: Omit<ButtonProps, 'type'>) {
  const { pending } = useFormStatus();
  return <Button {...props} type="submit" loading={pending || props.loading} />;
}
