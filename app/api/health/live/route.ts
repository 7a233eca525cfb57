/** The process is up and answers. Touches nothing else: a database that is away is no reason to start this process again. */
export function GET(): Response {
  return Response.json({ status: 'live' }, { headers: { 'cache-control': 'no-store' } });
}
