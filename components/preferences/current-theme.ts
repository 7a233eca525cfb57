import { cookies } from 'next/headers';
import { isTheme, type Theme, themeCookie } from './preferences';

/** The theme that this visitor chose, `system` when none. For server components. */
export async function currentTheme(): Promise<Theme> {
  const jar = await cookies();
  const chosen = jar.get(themeCookie)?.value;
  return isTheme(chosen) ? chosen : 'system';
}
