import { problemResponse } from './problem';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];

type Handler = () => Response;

/**
 * Handlers for the methods that a path does not have: 405, with those that it has in `Allow`. Next by itself answers an empty 405. And
 * OPTIONS, where Next would count these handlers among what the path has.
 *
 * `export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });`
 */
export function otherMethods<Own extends Partial<Record<Method, unknown>>>(
  own: Own,
): { [M in Exclude<Method, keyof Own> | 'OPTIONS']: Handler } {
  const allowed = methods.filter((method) => method in own);
  const allow = [...allowed, ...('GET' in own ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const refuse: Handler = () => {
    const response = problemResponse({ code: 'http.methodNotAllowed' });
    response.headers.set('allow', allow);
    return response;
  };
  const tell: Handler = () => new Response(null, { status: 204, headers: { allow } });
  const others = methods.filter((method) => !(method in own)).map((method) => [method, refuse]);
  return Object.fromEntries([...others, ['OPTIONS', tell]]) as ReturnType<typeof otherMethods<Own>>;
}
