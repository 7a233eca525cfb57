/** The UNIQUE index that a failed write ran into, or null. The transaction is over then: answer, don't go on. */
export function violatedUnique(error: unknown): string | null {
  const cause = (error as ViolationError | null)?.meta?.driverAdapterError?.cause;
  if (cause?.kind !== 'UniqueConstraintViolation') return null;
  return cause.constraint?.index ?? null;
}

type ViolationError = {
  meta?: { driverAdapterError?: { cause?: { kind?: string; constraint?: { index?: string } } } };
};
