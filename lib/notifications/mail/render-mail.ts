import type { Locale } from '@/lib/shared/locale';

/** One line of a list in a mail: what, and about it. `href`, absolute, is where more of it stands. */
export type MailRow = { title: string; detail: string; href?: string };

export type Mail = {
  locale: Locale;
  heading: string;
  paragraphs: string[];
  rows?: MailRow[];
  /** `href` is absolute: a mail has no address of its own. */
  button?: { label: string; href: string };
  /** Small print: why this mail came. */
  footer?: string[];
  /** Ends such mails, without sign-in. */
  unsubscribe?: { label: string; href: string };
};

const signs = { ko: 'Maru 마루', en: 'Maru' } satisfies Record<Locale, string>;

// The colours of app/globals.css, by value: a mail brings its own style, on each element, since many readers drop the rest.
const paper = '#f5f7f6';
const surface = '#ffffff';
const ink = '#161b19';
const muted = '#545d59';
const line = '#e5e9e7';
const accent = '#0c6b52';
const font = `font-family:Pretendard,-apple-system,'Apple SD Gothic Neo','Noto Sans KR','Malgun Gothic',Arial,sans-serif`;

/** A mail in the house's frame, and the same as plain text. Everything given is text: nothing of it becomes markup. */
export function renderMail(mail: Mail): { text: string; html: string } {
  return { text: renderText(mail), html: renderHtml(mail) };
}

function renderText({ locale, heading, paragraphs, rows = [], button, footer = [], unsubscribe }: Mail): string {
  const blocks = [
    heading,
    ...paragraphs,
    rows.map(({ title, detail, href }) => `- ${title}: ${detail}${href ? `\n  ${href}` : ''}`).join('\n'),
    button ? `${button.label}\n${button.href}` : '',
    ['--', signs[locale], ...footer].join('\n'),
    unsubscribe ? `${unsubscribe.label}\n${unsubscribe.href}` : '',
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function renderHtml({ locale, heading, paragraphs, rows = [], button, footer = [], unsubscribe }: Mail): string {
  const body = [
    `<h1 style="margin:0 0 16px;font-size:22px;line-height:1.35;font-weight:700;color:${ink}">${escapeHtml(heading)}</h1>`,
    ...paragraphs.map(
      (text) => `<p style="margin:0 0 12px;font-size:16px;line-height:1.6;color:${ink}">${escapeHtml(text)}</p>`,
    ),
    rows.length > 0 ? htmlRows(rows) : '',
    button ? htmlButton(button) : '',
  ];
  const small = `margin:0 0 6px;font-size:13px;line-height:1.5;color:${muted}`;
  const foot = [
    ...footer.map((text) => `<p style="${small}">${escapeHtml(text)}</p>`),
    unsubscribe
      ? `<p style="${small}"><a href="${escapeHtml(unsubscribe.href)}" style="color:${muted}">${escapeHtml(unsubscribe.label)}</a></p>`
      : '',
  ];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(heading)}</title>
</head>
<body style="margin:0;padding:0;background:${paper};${font};word-break:keep-all;overflow-wrap:anywhere">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:${paper}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td style="padding:0 8px 16px;font-size:20px;font-weight:800;color:${accent}">${signs[locale]}</td></tr>
<tr><td style="padding:32px 28px;background:${surface};border:1px solid ${line};border-radius:16px">
${body.filter(Boolean).join('\n')}
</td></tr>
<tr><td style="padding:16px 8px 0">
${foot.filter(Boolean).join('\n')}
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
}

function htmlRows(rows: MailRow[]): string {
  const cells = rows.map(
    ({ title, detail, href }) =>
      `<tr><td style="padding:10px 0;border-top:1px solid ${line};font-size:15px;line-height:1.5;color:${ink}">${escapeHtml(title)}<br>` +
      (href
        ? `<a href="${escapeHtml(href)}" style="font-size:14px;color:${accent}">${escapeHtml(detail)}</a></td></tr>`
        : `<span style="font-size:14px;color:${muted}">${escapeHtml(detail)}</span></td></tr>`),
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:4px 0 12px">${cells.join('')}</table>`;
}

function htmlButton({ label, href }: { label: string; href: string }): string {
  return (
    `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:16px 0 4px"><tr><td style="background:${accent};border-radius:12px">` +
    `<a href="${escapeHtml(href)}" style="display:inline-block;padding:13px 22px;font-size:16px;font-weight:600;color:#ffffff;text-decoration:none">` +
    `${escapeHtml(label)}</a></td></tr></table>`
  );
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
