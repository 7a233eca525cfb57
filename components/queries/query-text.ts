type Search = Record<string, string | undefined>;

/** A search as a query string, without what is empty. */
export function queryText(search: Search): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}

/** A page, or a path of the API, with a search in its address. */
export function pathWith(path: string, search: Search): string {
  const query = queryText(search);
  return query ? `${path}?${query}` : path;
}
