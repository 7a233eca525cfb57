/** Runs once, before the first request is served. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { checkConfiguration } = await import('@/lib/http/check-configuration');
    const { repairAddresses } = await import('@/lib/http/repair-addresses');
    const { endOnSignal } = await import('@/lib/http/end-on-signal');
    const { wakeCarts } = await import('@/inngest/wake-carts');
    const { wakeRestocks } = await import('@/inngest/wake-restocks');
    const { mailAlertsSoon } = await import('@/inngest/mail-alerts-soon');
    const { watchSettings } = await import('@/lib/settings/read-settings');
    checkConfiguration();
    repairAddresses();
    endOnSignal();
    watchSettings();
    mailAlertsSoon();
    wakeCarts();
    wakeRestocks();
  }
}
