import { z } from 'zod';
import { SecretRotation, SecretRotationInput } from '@/lib/delivery/endpoint-model';
import { rotateSecret } from '@/lib/delivery/rotate-secret';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'rotateDeliverySecret',
    summary: 'Give an endpoint a new secret, shown this once; the one before signs beside it for a day',
    params: z.object({ id: z.uuid() }),
    body: SecretRotationInput,
    response: SecretRotation,
    actor: 'admin',
  },
  ({ tx, actor, params, body, now }) => rotateSecret(tx, { actor, endpointId: params.id, ...body, now }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
