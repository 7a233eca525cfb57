'use client';

import type { AppError } from '@/lib/http/errors';
import type { Locale } from '@/lib/shared/locale';
import { ApiProblem } from './api-client';

type Upload = {
  file: File;
  locale: Locale;
  /** How much of it has left, from 0 to 1. What the server makes of it comes after that. */
  onProgress: (share: number) => void;
};

/** Sends a file as it is. Throws as `callApi` does. An XMLHttpRequest, since `fetch` tells nothing of how far a body has come. */
export function uploadFile<Answer>(path: string, { file, locale, onProgress }: Upload): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', locale);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) return resolve(request.response as Answer);
      const isProblem = request.getResponseHeader('content-type')?.startsWith('application/problem+json');
      const failure = isProblem ? (request.response as AppError) : ({ code: 'http.broken' } as const);
      reject(new ApiProblem(request.status, failure));
    };
    request.onerror = () => reject(new TypeError('The upload got no answer.'));
    request.send(file);
  });
}
