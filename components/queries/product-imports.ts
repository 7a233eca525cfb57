'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { ProductImport } from '@/lib/bulk/model';
import type { AppError } from '@/lib/http/errors';
import { apiPaths } from '@/lib/http/paths';
import { callApi } from './api-client';

const movingRefreshMs = 1_000;

/** One import, kept fresh while it is applied: also in the background, for people look elsewhere meanwhile. */
export function useProductImport(rendered: ProductImport) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['product-import', rendered.id],
    queryFn: ({ signal }) => callApi<ProductImport>(apiPaths.adminImport(rendered.id), { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state: { data } }) => (data?.state === 'APPLYING' ? movingRefreshMs : false),
    refetchIntervalInBackground: true,
  });
}

type Upload = { file: File; locale: string; tell: (sentShare: number) => void };
type Uploaded = { ok: true; value: ProductImport } | { ok: false; error: AppError };

/** Sends a file and hears how much of it has gone out (0 to 1), which `fetch` does not tell. Never rejects. */
export function uploadProductImport({ file, locale, tell }: Upload): Promise<Uploaded> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${apiPaths.adminImports}?${new URLSearchParams({ fileName: file.name.slice(-200) })}`);
    request.setRequestHeader('content-type', 'text/csv');
    request.setRequestHeader('accept-language', locale);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    const failed = () => resolve({ ok: false, error: { code: 'http.unavailable', retryAfterSeconds: 0 } });
    request.onerror = failed;
    request.onabort = failed;
    request.onload = () => {
      if (request.status === 201) resolve({ ok: true, value: request.response });
      else if (request.getResponseHeader('content-type')?.startsWith('application/problem+json'))
        resolve({ ok: false, error: request.response });
      else failed();
    };
    request.send(file);
  });
}
