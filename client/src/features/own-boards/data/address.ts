import { ownPath } from '../../../shared/address/base';

/** Addresses of boards inside the page. */
export const boardAddress = (name: string): string => `/board/${encodeURIComponent(name)}`;

/** The name in the address of this page. The router decodes only in part, which would take "50%23" for "50#". */
export function nameInAddress(): string {
  const part = ownPath().slice('/board/'.length);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const sharedAddress = (share: string): string => `/board/shared/${share}`;
