import { PictureParams } from '@/lib/catalog/pictures/model';
import { removePicture } from '@/lib/catalog/pictures/remove-picture';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const DELETE = defineRoute(
  {
    name: 'removePicture',
    summary: 'Take a picture off its product',
    params: PictureParams,
    actor: 'admin',
  },
  ({ tx, actor, params }) => removePicture(tx, { actor, pictureId: params.id }),
);

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
