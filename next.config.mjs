import createNextIntlPlugin from 'next-intl/plugin';

/** Every answer forbids what the shop has no use for: being framed, guessed at, or told on. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
];

/** The frame that shows a mail has no origin, and may use our font all the same. */
const fontHeaders = [{ key: 'Access-Control-Allow-Origin', value: '*' }];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/_next/static/media/:path*', headers: fontHeaders },
  ],
  // `npm test` runs the type check as a suite of its own; building twice would pay for it twice.
  typescript: { ignoreBuildErrors: true },
  // So that errors of jobs keep their class's name and stacks can be read. It costs a start half a second and 40 MB of memory.
  experimental: { serverMinification: false },
  serverExternalPackages: ['pg', '@prisma/adapter-pg', '@node-rs/argon2', 'nodemailer', 'pino'],
};

export default createNextIntlPlugin('./components/i18n/request.ts')(config);
