/** What dialogs, sheets and menus share. */
export const scrim = 'fixed inset-0 z-50 animate-fade-in bg-scrim data-[state=closed]:animate-fade-out';

export const floating = 'z-50 animate-rise rounded-md border bg-raised p-1.5 text-ink shadow-float';
