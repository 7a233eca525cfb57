import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { required } from '@/lib/shared/invariant';

/** What the server answers to a command instead of what it should; 'close' ends the connection, 'silence' never answers. */
type Answers = { greeting?: string; 'MAIL FROM'?: string; 'RCPT TO'?: string; DATA?: string; '.'?: string };

export type ReceivedMail = { from: string; to: string; data: string };

/** A mail server of the least kind, on a port of its own, that goes wrong where `answers` says so. */
export async function startMailServer(answers: Answers = {}) {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    void talk(socket, answers, received);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? required(address, 'the address').port : 0;

  async function stop() {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }
  return { url: `smtp://127.0.0.1:${port}`, received, stop };
}

const usual = {
  greeting: '220 ready',
  'MAIL FROM': '250 ok',
  'RCPT TO': '250 ok',
  DATA: '354 go on',
  '.': '250 taken',
};

async function talk(socket: Socket, answers: Answers, received: ReceivedMail[]): Promise<void> {
  const say = (step: keyof Answers) => {
    const answer = answers[step] ?? usual[step];
    if (answer === 'close') socket.destroy();
    else if (answer !== 'silence') socket.write(`${answer}\r\n`);
  };
  let mail: ReceivedMail = { from: '', to: '', data: '' };
  let isBody = false;
  say('greeting');
  for await (const line of createInterface({ input: socket })) {
    if (isBody && line !== '.') mail.data += `${line}\n`;
    else if (isBody) {
      isBody = false;
      received.push(mail);
      say('.');
    } else if (/^EHLO/i.test(line)) socket.write('250 hello\r\n');
    else if (/^MAIL FROM:/i.test(line)) {
      mail = { from: addressIn(line), to: '', data: '' };
      say('MAIL FROM');
    } else if (/^RCPT TO:/i.test(line)) {
      mail.to = addressIn(line);
      say('RCPT TO');
    } else if (/^DATA/i.test(line)) {
      isBody = (answers.DATA ?? usual.DATA).startsWith('354');
      say('DATA');
    } else socket.write('250 ok\r\n');
  }
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}
