'use client';

import './globals.css';

/** When even the layout failed there are no messages to read from, so it speaks both languages. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="ko" data-theme="system">
      <body>
        <main className="grid min-h-dvh content-center justify-items-center gap-2 px-6 text-center">
          <h1 className="font-bold text-xl">문제가 생겼습니다</h1>
          <p className="text-muted">잠시 후 다시 시도해 주세요.</p>
          <p lang="en" className="text-muted">
            Something went wrong. Please try again in a moment.
          </p>
          {error.digest && <p className="text-faint text-xs">{error.digest}</p>}
          <button
            type="button"
            onClick={reset}
            className="mt-4 h-11 rounded-md bg-accent px-5 font-semibold text-on-accent hover:bg-accent-hover"
          >
            다시 시도 · <span lang="en">Try again</span>
          </button>
        </main>
      </body>
    </html>
  );
}
