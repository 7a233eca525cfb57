import { sqlState } from './transaction';

/** Whether a failed write ran into the CHECK of this name. The transaction is over then: answer, don't go on. */
export function violatesCheck(error: unknown, constraint: string): boolean {
  return sqlState(error) === '23514' && String((error as Error).message).includes(constraint);
}
