/**
 * A fault of the surroundings (disk, port, database, configuration) that stops the forum from
 * starting. The message is one or two sentences: what is wrong, and the way out.
 */
export class SetupError extends Error {
  override name = 'SetupError';
}
