export type ProcessIdentity = { pid: number; born?: string };
export function processIdentity(pid?: number): ProcessIdentity;
export function isAlive(identity: ProcessIdentity): boolean;
export function exclusively<T>(
  file: string,
  work: () => T | Promise<T>,
  options?: { timeoutMs?: number; onWait?: (pid: number) => void },
): Promise<T>;
