/** Who can be signed in with one tap in the demo (`MARU_DEMO`), seeded with these very passwords; no secret, and nobody elsewhere. */
export const demoSignIns = [
  { who: 'shopper', email: 'shopper@maru.example', password: 'maru-demo' },
  { who: 'vip', email: 'vip@maru.example', password: 'maru-demo' },
  { who: 'admin', email: 'admin@maru.example', password: 'maru-admin' },
] as const;
