import { problemResponse } from '@/lib/http/problem';

/** An address below /api/v1 that names nothing. */
function notFound(): Response {
  return problemResponse({ code: 'http.notFound' });
}

export {
  notFound as DELETE,
  notFound as GET,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
};
