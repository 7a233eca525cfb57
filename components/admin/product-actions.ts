'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { type AdminProduct, NewProduct, ProductChange } from '@/lib/catalog/admin-model';
import { readAdminProduct } from '@/lib/catalog/admin-queries';
import { productStatuses, productsAtOnceMax } from '@/lib/catalog/model';
import { arrangePictures } from '@/lib/catalog/pictures/arrange-pictures';
import { PictureOrder } from '@/lib/catalog/pictures/model';
import { removePicture } from '@/lib/catalog/pictures/remove-picture';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { type ChangedStatuses, changeStatuses } from '@/lib/inventory/change-statuses';
import { changeStockedProduct } from '@/lib/inventory/change-stocked-product';
import { createStockedProduct } from '@/lib/inventory/create-stocked-product';

/** What has members and lists comes through a form's one field as JSON. */
const Json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

const createAction = defineAction(
  {
    name: 'createProductByForm',
    input: z.object({ product: Json.pipe(NewProduct) }),
    actor: 'admin',
    afterCommit: productsChanged,
  },
  async ({ tx, actor, input: { product }, now }) => {
    const created = await createStockedProduct(tx, { actor, product, now });
    return created.ok ? readAdminProduct(tx, created.value) : created;
  },
);

const changeAction = defineAction(
  {
    name: 'changeProductByForm',
    input: z.object({ productId: z.uuid(), product: Json.pipe(ProductChange) }),
    actor: 'admin',
    afterCommit: productsChanged,
  },
  async ({ tx, actor, input: { productId, product }, now }) => {
    const changed = await changeStockedProduct(tx, { actor, productId, change: product, now });
    return changed.ok ? readAdminProduct(tx, { productId }) : changed;
  },
);

const statusesAction = defineAction(
  {
    name: 'changeStatusesByForm',
    input: z.object({
      productIds: Json.pipe(z.array(z.uuid()).min(1).max(productsAtOnceMax)),
      status: z.enum(productStatuses),
    }),
    actor: 'admin',
    afterCommit: productsChanged,
  },
  ({ tx, actor, input, now }) => changeStatuses(tx, { actor, ...input, now }),
);

const arrangeAction = defineAction(
  {
    name: 'arrangePicturesByForm',
    input: z.object({ productId: z.uuid(), pictures: Json.pipe(PictureOrder.shape.pictures) }),
    actor: 'admin',
  },
  async ({ tx, actor, input: { productId, pictures } }) => {
    const arranged = await arrangePictures(tx, { actor, productId, order: pictures });
    return arranged.ok ? readAdminProduct(tx, { productId }) : arranged;
  },
);

const removeAction = defineAction(
  { name: 'removePictureByForm', input: z.object({ pictureId: z.uuid() }), actor: 'admin' },
  ({ tx, actor, input: { pictureId } }) => removePicture(tx, { actor, pictureId }),
);

/** Saves the editor's product: one without `productId` is made. */
export async function saveProduct(
  previous: ActionState<AdminProduct>,
  form: FormData,
): Promise<ActionState<AdminProduct>> {
  return form.has('productId') ? changeAction(previous, form) : createAction(previous, form);
}

export async function changeStatusesByForm(
  previous: ActionState<ChangedStatuses>,
  form: FormData,
): Promise<ActionState<ChangedStatuses>> {
  return statusesAction(previous, form);
}

export async function arrangePicturesByForm(
  previous: ActionState<AdminProduct>,
  form: FormData,
): Promise<ActionState<AdminProduct>> {
  return arrangeAction(previous, form);
}

export async function removePictureByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return removeAction(previous, form);
}

/** The list is rendered anew when it is opened next. */
function productsChanged(): void {
  revalidatePath(paths.adminProducts);
}
