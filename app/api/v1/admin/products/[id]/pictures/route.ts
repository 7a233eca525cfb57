import { AdminPicture, AdminProduct } from '@/lib/catalog/admin-model';
import { readAdminProduct } from '@/lib/catalog/admin-queries';
import { ProductIdParams } from '@/lib/catalog/model';
import { addPicture } from '@/lib/catalog/pictures/add-picture';
import { arrangePictures } from '@/lib/catalog/pictures/arrange-pictures';
import { PictureOrder, uploadBytesMax, uploadTypes } from '@/lib/catalog/pictures/model';
import { pictureStore } from '@/lib/catalog/pictures/picture-store';
import { storePicture } from '@/lib/catalog/pictures/store-picture';
import { db } from '@/lib/db/client';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'addPicture',
    summary: 'Upload a picture of a product; it comes after those that the product has',
    params: ProductIdParams,
    file: { types: uploadTypes, limitBytes: uploadBytesMax },
    response: AdminPicture,
    status: 201,
    actor: 'admin',
    prepare: async ({ bytes, params }) => {
      const product = await readAdminProduct(db(), { productId: params.id });
      return product.ok ? storePicture(pictureStore(), bytes) : product;
    },
  },
  ({ tx, actor, params, prepared }) => addPicture(tx, { actor, productId: params.id, picture: prepared }),
);

export const PATCH = defineRoute(
  {
    name: 'arrangePictures',
    summary: 'Put all pictures of a product into an order, and say what is to be seen on them',
    params: ProductIdParams,
    body: PictureOrder,
    response: AdminProduct,
    actor: 'admin',
  },
  async ({ tx, actor, params, body }) => {
    const arranged = await arrangePictures(tx, { actor, productId: params.id, order: body.pictures });
    return arranged.ok ? readAdminProduct(tx, { productId: params.id }) : arranged;
  },
);

export const { GET, PUT, DELETE, OPTIONS } = otherMethods({ POST, PATCH });
