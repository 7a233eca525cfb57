'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { AdminProduct } from '@/lib/catalog/admin-model';
import type { Indistinct } from '@/lib/catalog/rules';
import type { ActionState } from '@/lib/http/define-action';
import type { AppError } from '@/lib/http/errors';
import { paths } from '@/lib/http/paths';
import { saveProduct } from './product-actions';
import { badOptionKeys, draftOf, emptyDraft, type ProductDraft, payloadOf } from './product-draft';
import { useLeaveGuard } from './use-leave-guard';

/** What became of a save, and of which variants its messages speak. */
type Saving = { result: ActionState<AdminProduct>; variantKeys: string[] };

const noAnswer: ActionState<AdminProduct> = {
  status: 'failed',
  error: { code: 'http.unavailable', retryAfterSeconds: 0 },
  fields: [],
  typed: {},
};

/** The editor's product as it is typed, what of it is saved, and what was refused at which field. */
export function useProductForm(product: AdminProduct | null) {
  const t = useTranslations('admin.products.editor');
  const router = useRouter();
  const formRef = useRef<HTMLFormElement>(null);
  const [saved, setSaved] = useState(product);
  const [start, setStart] = useState(() => (product ? draftOf(product) : emptyDraft('')));
  const [draft, setDraft] = useState(start);
  const [badKeys, setBadKeys] = useState<ReadonlySet<string>>(new Set());
  /** A refusal of what is no longer typed. */
  const [settled, setSettled] = useState<ActionState<AdminProduct> | null>(null);
  const isUnsaved = JSON.stringify(draft) !== JSON.stringify(start);
  const letLeave = useLeaveGuard(isUnsaved, t('leave'));

  const [{ result, variantKeys }, save, isSaving] = useActionState(
    async (_: Saving, form: FormData): Promise<Saving> => {
      const sentKeys = draft.variants.map(({ key }) => key);
      const answer = await saveProduct({ status: 'idle' }, form).catch(() => noAnswer);
      if (answer.status === 'done') {
        const next = draftOf(answer.value);
        setSaved(answer.value);
        setStart(next);
        setDraft(next);
        toast.success(t(saved ? 'saved' : 'created'));
        if (!saved) router.replace(paths.adminProduct(answer.value.id));
      }
      return { result: answer, variantKeys: sentKeys };
    },
    idle,
  );

  useEffect(() => {
    const isRefused = result.status === 'failed' || badKeys.size > 0;
    if (isRefused) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [result, badKeys]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const bad = badOptionKeys(draft);
    setBadKeys(bad);
    if (bad.size > 0 || isSaving) return;
    const form = new FormData();
    if (saved) form.set('productId', saved.id);
    form.set('product', JSON.stringify(payloadOf(draft, saved)));
    startTransition(() => save(form));
  };

  const failure = result.status === 'failed' && result !== settled ? result : null;
  const isRefused = (path: string) =>
    failure?.fields.some((field) => field.path === `product.${path}` || field.path.startsWith(`product.${path}.`)) ??
    false;
  return {
    formRef,
    saved,
    draft,
    change: (part: Partial<ProductDraft>) => setDraft({ ...draft, ...part }),
    setDraft,
    isUnsaved,
    isSaving,
    submit,
    discard: () => {
      setDraft(start);
      setBadKeys(new Set());
      setSettled(result);
    },
    letLeave,
    badKeys,
    error: failure?.error ?? null,
    isRefused,
    /** The same of one variant, whatever was added or taken away since. */
    isVariantRefused: (key: string, field: string) => {
      const place = variantKeys.indexOf(key);
      return place !== -1 && isRefused(`variants.${place}.${field}`);
    },
  };
}

const idle: Saving = { result: { status: 'idle' }, variantKeys: [] };

export type ProductForm = ReturnType<typeof useProductForm>;

/** A variant's options do not tell it apart from the others. */
export function isIndistinct(error: AppError): error is Extract<AppError, { code: Indistinct }> {
  return error.code === 'catalog.optionsDiffer' || error.code === 'catalog.optionsTwice';
}

/** Failures that are told at a field, and not above the form. */
export function isToldAtField(error: AppError, draft: ProductDraft): boolean {
  if (error.code === 'catalog.skuTaken' || isIndistinct(error))
    return draft.variants.some(({ sku }) => sku.trim() === error.sku);
  return [
    'catalog.slugTaken',
    'catalog.categoryNotFound',
    'catalog.compareAtNotAbove',
    'catalog.noActiveVariant',
  ].includes(error.code);
}
