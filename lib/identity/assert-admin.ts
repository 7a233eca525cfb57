import { invariant } from '@/lib/shared/invariant';
import type { Actor } from './model';

/** Use cases of the back office look again at who asks. Routes, actions and pages have refused shoppers already, so one here is a bug. */
export function assertAdmin(actor: Actor): void {
  invariant(actor.role === 'ADMIN', 'only an admin may do this');
}
