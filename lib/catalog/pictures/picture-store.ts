import { env } from '@/lib/env';
import { folderStore } from './folder-store';
import type { PictureStore } from './model';

/** The store that this shop is configured with. */
export function pictureStore(): PictureStore {
  return folderStore(env().MARU_PICTURES_DIR);
}
