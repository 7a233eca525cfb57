'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { AdminProduct } from '@/lib/catalog/admin-model';
import type { ActionState } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { saveProduct } from './product-actions';
import { badOptionKeys, draftOf, emptyDraft, type ProductDraft, payloadOf } from './product-draft';
import { standingRefusal } from './product-refusal';
import { useLeaveGuard } from './use-leave-guard';

/** What became of a save, and of what. */
type Saving = { result: ActionState<AdminProduct>; sent: ProductDraft };

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
  /** Of options that were bad when they were to be saved. */
  const [blamedKeys, setBlamedKeys] = useState<ReadonlySet<string>>(new Set());
  /** A refusal of a draft that was thrown away. */
  const [settled, setSettled] = useState<ActionState<AdminProduct> | null>(null);
  const isUnsaved = JSON.stringify(draft) !== JSON.stringify(start);
  const letLeave = useLeaveGuard(isUnsaved, t('leave'));

  const [{ result, sent }, save, isSaving] = useActionState(
    async (_: Saving, form: FormData): Promise<Saving> => {
      const answer = await saveProduct({ status: 'idle' }, form).catch(() => noAnswer);
      if (answer.status === 'done') {
        const next = draftOf(answer.value);
        setSaved(answer.value);
        setStart(next);
        setDraft(next);
        toast.success(t(saved ? 'saved' : 'created'));
        if (!saved) router.replace(paths.adminProduct(answer.value.id));
      }
      return { result: answer, sent: draft };
    },
    { result: { status: 'idle' }, sent: draft },
  );

  useEffect(() => {
    const isRefused = result.status === 'failed' || blamedKeys.size > 0;
    if (isRefused) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [result, blamedKeys]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const bad = badOptionKeys(draft);
    setBlamedKeys(bad);
    if (bad.size > 0 || isSaving) return;
    const form = new FormData();
    if (saved) form.set('productId', saved.id);
    form.set('product', JSON.stringify(payloadOf(draft, saved)));
    startTransition(() => save(form));
  };

  const failure =
    result.status === 'failed' && result !== settled ? standingRefusal(result, { sent, draft, saved }) : null;
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
      setBlamedKeys(new Set());
      setSettled(result);
    },
    letLeave,
    badKeys: new Set([...badOptionKeys(draft)].filter((key) => blamedKeys.has(key))),
    error: failure?.error ?? null,
    isRefused,
    /** The same of one variant, whatever was added or taken away since. */
    isVariantRefused: (key: string, field: string) => {
      const place = sent.variants.findIndex((variant) => variant.key === key);
      return place !== -1 && isRefused(`variants.${place}.${field}`);
    },
  };
}

export type ProductForm = ReturnType<typeof useProductForm>;
