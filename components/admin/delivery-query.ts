import { z } from 'zod';
import { DeliveryQuery } from '@/lib/delivery/model';
import { orNone } from './or-none';

const { q, state, errorClass, endpointId, orderId, cursor } = DeliveryQuery.shape;
const day = z.iso.date().refine((text) => text >= '2000', 'before any delivery');

/** The state of the log of deliveries, as it stands in the page's address. Days are the reader's own, the last included. */
export const DeliveryLogQuery = z.object({
  q: orNone(q),
  state: orNone(state),
  errorClass: orNone(errorClass),
  endpointId: orNone(endpointId),
  orderId: orNone(orderId),
  from: orNone(day),
  to: orNone(day),
  cursor: orNone(cursor),
});

/** The same of the page of dead letters. */
export const DeadLettersQuery = DeliveryLogQuery.omit({ state: true });
