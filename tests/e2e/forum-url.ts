/** Where the forum of this worker is; undefined before the global setup has started it. */
export const FORUM_URL = process.env['FORUM_URLS']?.split(' ')[
  Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)
] as string;
