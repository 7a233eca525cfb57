import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { changeSettings } from '@/lib/settings/change-settings';
import { SettingsChange, SettingsView } from '@/lib/settings/model';
import { findSettings } from '@/lib/settings/queries';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  { name: 'readSettings', summary: 'What is set for the whole shop', response: SettingsView, actor: 'admin' },
  async ({ tx }) => ok(await findSettings(tx)),
);

export const PATCH = defineRoute(
  {
    name: 'changeSettings',
    summary:
      'Sets what is named; with `version` only if nobody changed them since. Orders keep what they were placed with',
    body: SettingsChange,
    response: SettingsView,
    actor: 'admin',
  },
  ({ tx, actor, body, now }) => changeSettings(tx, { actor, change: body, now }),
);

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
