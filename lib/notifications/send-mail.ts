import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { env } from '@/lib/env';
import { required } from '@/lib/shared/invariant';
import { type ClaimedMessage, type SendOutcome, sendMsMax } from './model';
import { outcomeOfFailure } from './rules';

/** Longest wait for a connection, and for each of the server's answers. */
const answerMsMax = 20_000;

export type Outgoing = Pick<ClaimedMessage, 'id' | 'recipient' | 'subject' | 'text' | 'html' | 'unsubscribeUrl'>;
export type SendMail = (message: Outgoing) => Promise<SendOutcome>;

/**
 * Hands a mail to the mail server of SMTP_URL, within `sendMsMax`; without one nothing leaves, and the mail counts as captured.
 *
 * Never throws for what a server does: each way it can end is an outcome. Every try carries the same Message-ID, so a mailbox that got
 * the mail twice can tell.
 */
export const sendMail: SendMail = async (message) => {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) return { type: 'captured' };
  const { envelope, source } = await compose(message, required(MAIL_FROM, 'MAIL_FROM'));
  return await handOver(new URL(SMTP_URL), envelope, source);
};

async function compose({ id, recipient, subject, text, html, unsubscribeUrl }: Outgoing, from: string) {
  const mail = new MailComposer({
    from,
    to: { name: '', address: recipient },
    subject,
    text,
    html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl && {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const envelope = mail.getEnvelope();
  const house = String(envelope.from).split('@').at(-1);
  mail.setHeader('Message-ID', `<${id}@${house}>`);
  return { envelope, source: await mail.build() };
}

/** One connection for one mail. */
function handOver(server: URL, envelope: SMTPConnection.Envelope, source: Buffer): Promise<SendOutcome> {
  const auth = credentialsIn(server);
  const connection = new SMTPConnection({
    host: server.hostname,
    ...(server.port && { port: Number(server.port) }),
    secure: server.protocol === 'smtps:',
    connectionTimeout: answerMsMax,
    greetingTimeout: answerMsMax,
    socketTimeout: answerMsMax,
  });
  let handedOver = false;
  // Read by the connection only once the server has asked for the mail itself: from then on it may have it.
  const body = Readable.from(
    (function* () {
      handedOver = true;
      yield source;
    })(),
  );

  return new Promise((resolve) => {
    // The first word counts: closing tells of an end too.
    const end = (outcome: SendOutcome) => {
      resolve(outcome);
      clearTimeout(deadline);
      connection.close();
    };
    const fail = (error: Error) => end(outcomeOfFailure(error, { handedOver }));
    const send = () => connection.send(envelope, body, (error) => (error ? fail(error) : end({ type: 'sent' })));
    const deadline = setTimeout(() => fail(new Error('The mail server took too long.')), sendMsMax);
    connection.on('error', fail);
    connection.once('end', () => fail(new Error('The mail server closed the connection.')));
    connection.connect((error) => {
      if (error) fail(error);
      else if (auth) connection.login(auth, (refusal) => (refusal ? fail(refusal) : send()));
      else send();
    });
  });
}

function credentialsIn({ username, password }: URL): SMTPConnection.Credentials | null {
  if (!username) return null;
  return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
}
