import { randomUUID } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import type { z } from 'zod';
import { db, type Tx } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { currentActor } from '@/lib/identity/auth';
import type { Actor } from '@/lib/identity/model';
import { now as clockNow } from '@/lib/shared/clock';
import { defaultLocale, isLocale, type Locale } from '@/lib/shared/locale';
import { err, ok, type Result } from '@/lib/shared/result';
import type { AppError } from './errors';
import { failureOf } from './failures';
import type { FieldError } from './field-error';
import { parseInput } from './read-request';

/** What a form shows after its action: the failure with its fields, and what was typed. */
export type ActionState<Value = undefined> =
  | { status: 'idle' }
  | { status: 'done'; value: Value }
  | { status: 'failed'; error: AppError; fields: FieldError[]; typed: Record<string, string> };

export const idleAction: ActionState<never> = { status: 'idle' };

type Access = 'public' | 'customer' | 'admin';

type ActionContext<Input, A extends Access, Prepared> = {
  tx: Tx;
  actor: A extends 'public' ? Actor | null : Actor;
  input: Input;
  now: Date;
  locale: Locale;
  prepared: Prepared;
};

type ActionDefinition<S extends z.ZodType, A extends Access, Value, Prepared> = {
  name: string;
  input: S;
  actor: A;
  transaction?: boolean;
  prepare?: (
    context: Omit<ActionContext<z.output<S>, A, undefined>, 'tx' | 'prepared'>,
  ) => Promise<Result<Prepared, AppError>>;
  /** After the commit: set a cookie, revalidate, wake a job, `redirect()`. */
  afterCommit?: (value: Value, context: ActionContext<z.output<S>, A, Prepared>) => void | Promise<void>;
  /** What a refusal has to leave behind, in a transaction of its own since the work's was rolled back. */
  afterRefusal?: (error: AppError, context: ActionContext<z.output<S>, A, Prepared>) => Promise<void>;
};

/** Fields whose text never goes back to the page. */
const secretFields = /password|secret/i;

/**
 * A server action for `useActionState`: the same use case as the route's, in one transaction, with the failure as state instead of problem+json.
 *
 * Next itself refuses actions from other origins. `'use server'` files export what this returns, wrapped in an async function.
 */
export function defineAction<S extends z.ZodType, A extends Access, Value, Prepared = undefined>(
  definition: ActionDefinition<S, A, Value, Prepared>,
  handler: (context: ActionContext<z.output<S>, A, Prepared>) => Promise<Result<Value, AppError>>,
): (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>> {
  return async (_previous, form) => {
    const typed = typedIn(form);
    const failed = (error: AppError): ActionState<Value> => ({
      status: 'failed',
      error,
      fields: error.code === 'http.badInput' ? error.errors : [],
      typed: Object.fromEntries(Object.entries(typed).filter(([name]) => !secretFields.test(name))),
    });
    try {
      const result = await run(definition, handler, typed);
      return result.ok ? { status: 'done', value: result.value } : failed(result.error);
    } catch (error) {
      unstable_rethrow(error);
      return failed(failureOf(error, { traceId: randomUUID(), name: definition.name }));
    }
  };
}

async function run<S extends z.ZodType, A extends Access, Value, Prepared>(
  definition: ActionDefinition<S, A, Value, Prepared>,
  handler: (context: ActionContext<z.output<S>, A, Prepared>) => Promise<Result<Value, AppError>>,
  typed: Record<string, string>,
): Promise<Result<Value, AppError>> {
  const [actor, spoken] = await Promise.all([currentActor(), getLocale()]);
  const locale = isLocale(spoken) ? spoken : defaultLocale;
  if (definition.actor !== 'public' && !actor) return err({ code: 'http.unauthenticated' });
  if (definition.actor === 'admin' && actor?.role !== 'ADMIN') return err({ code: 'http.forbidden' });
  if (Object.values(typed).some((text) => text.includes('\0')))
    return err({ code: 'http.malformed', detail: 'The form carries a NUL character.' });
  const input = parseInput(definition.input, typed, locale);
  if (!input.ok) return input;

  const before = { actor, input: input.value, now: clockNow(), locale } as Omit<
    ActionContext<z.output<S>, A, undefined>,
    'tx' | 'prepared'
  >;
  const prepared = (await definition.prepare?.(before)) ?? ok(undefined as Prepared);
  if (!prepared.ok) return prepared;
  const context = { ...before, tx: db(), prepared: prepared.value } as ActionContext<z.output<S>, A, Prepared>;
  const transactional = definition.transaction ?? true;
  const result = transactional
    ? await inTransaction((tx) => {
        context.tx = tx;
        return handler(context);
      })
    : await handler(context);
  if (result.ok) await definition.afterCommit?.(result.value, context);
  else await definition.afterRefusal?.(result.error, context);
  return result;
}

function typedIn(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string' && !name.startsWith('$ACTION')) typed[name] = value;
  return typed;
}
