import type pg from 'pg';

/** One transaction. Concurrency slots that calls came to or left are noted here; whoever waits for them is let in just before the commit. */
export type Tx = Connection & { slots: Set<string> };

export type Connection = {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
};

const statementNames = new Map<string, string>();

/** Has each connection plan a statement once: planning most of ours costs Postgres more than running them. */
export function prepared(connection: pg.Pool | pg.PoolClient): Connection {
  return {
    query(text, values) {
      const name = statementNames.get(text) ?? `maru_${statementNames.size}`;
      statementNames.set(text, name);
      return connection.query({ name, text, values });
    },
  };
}
