import type { Readable } from 'node:stream';
import type { Files, StoredFile } from '#server/platform/files/index.ts';

/**
 * Stores the bytes of `source` and files them with `file`. What cannot be filed leaves no bytes behind.
 * Throws what the store or `file` throws.
 */
export async function storeAndFile<Filed>(
  files: Files,
  source: Readable,
  given: Parameters<Files['put']>[1],
  file: (stored: StoredFile) => Promise<Filed>,
): Promise<{ stored: StoredFile; filed: Filed }> {
  const stored = await files.put(source, given);
  try {
    return { stored, filed: await file(stored) };
  } catch (error) {
    await files.remove(stored.storageKey);
    throw error;
  }
}
