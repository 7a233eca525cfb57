import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { required } from '@/lib/shared/invariant';

/** Before: Postgres never gets the statement. After: it carries it out, and its answer is lost. */
export type Moment = 'BEFORE' | 'AFTER';

/** Of the frontend's messages those that end a statement: Sync and simple Query. */
const endsStatement = new Set(['S', 'Q']);
/** Those of the extended protocol that lead up to a Sync: Parse, Bind, Describe, Execute, Close. */
const leadsToStatement = new Set(['P', 'B', 'D', 'E', 'C']);
const readyForQuery = 'Z';
const commandComplete = 'C';

/**
 * A way to Postgres that can be cut: a proxy on the loopback that knows just enough of the protocol to tell one statement from the next.
 *
 * `cutAt` counts statements of all connections from then on and cuts the connection of the so-manieth, `cutAtCommit` that of the
 * first commit, whose answer is lost: both ends see it close without a word. `end` says whether it came to that, and lets
 * everything through again.
 */
export async function openCuttableWay(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const [host, port] = [url.hostname, Number(url.port)];
  const sockets = new Set<Socket>();
  let wish: { statement: number; moment: Moment } | 'COMMIT' | null = null;
  let wasCut = false;
  let statementCount = 0;

  const server = createServer((client) => {
    const postgres = connect(port, host);
    let held: Buffer[] = [];
    let isAnswerLost = false;
    const cut = () => {
      client.destroy();
      postgres.destroy();
    };
    for (const socket of [client, postgres]) {
      sockets.add(socket.setNoDelay());
      socket.on('error', cut).on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    const fromClient = inMessages({ greets: true }, (type, bytes) => {
      held.push(bytes);
      if (leadsToStatement.has(type)) return;
      if (endsStatement.has(type)) {
        statementCount += 1;
        const moment = wish && wish !== 'COMMIT' && wish.statement === statementCount ? wish.moment : null;
        if (moment) wasCut = true;
        if (moment === 'BEFORE') return cut();
        isAnswerLost = moment === 'AFTER';
      }
      postgres.write(Buffer.concat(held));
      held = [];
    });
    const fromPostgres = inMessages({ greets: false }, (type, bytes) => {
      if (wish === 'COMMIT' && !wasCut && type === commandComplete && bytes.includes('COMMIT')) {
        wasCut = isAnswerLost = true;
      }
      if (!isAnswerLost) client.write(bytes);
      else if (type === readyForQuery) cut();
    });
    client.on('data', fromClient);
    postgres.on('data', fromPostgres);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = required(server.address(), 'the address');
  url.host = `127.0.0.1:${typeof address === 'object' ? address.port : ''}`;

  return {
    url: url.href,
    cutAt(statement: number, moment: Moment) {
      statementCount = 0;
      wasCut = false;
      wish = { statement, moment };
    },
    cutAtCommit() {
      wasCut = false;
      wish = 'COMMIT';
    },
    end(): { wasCut: boolean } {
      wish = null;
      return { wasCut };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Puts chunks together into messages: a letter, then a length that counts itself. The first of a client that `greets` has no letter. */
function inMessages({ greets }: { greets: boolean }, take: (type: string, bytes: Buffer) => void) {
  let isGreeting = greets;
  let rest: Buffer = Buffer.alloc(0);
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const letters = isGreeting ? 0 : 1;
      if (rest.length < letters + 4) return;
      const size = letters + rest.readInt32BE(letters);
      if (rest.length < size) return;
      const message = rest.subarray(0, size);
      rest = rest.subarray(size);
      take(isGreeting ? '' : String.fromCharCode(message[0] ?? 0), message);
      isGreeting = false;
    }
  };
}
