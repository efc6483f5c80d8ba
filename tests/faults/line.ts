import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Line = {
  url: string;
  /**
   * Cuts connections in the middle of what they carry next.
   * @param share how many of them, by chance: all, where it is not said
   * @returns how many
   */
  cut(share?: number): number;
  /** Carries nothing more on the connections there are, and does not say so. */
  goSilent(): void;
  close(): Promise<void>;
};

/**
 * A bad line to a node: everything passes with a delay, and can be cut or fall silent.
 * @param delayMs how long each piece takes, each way
 */
export async function lineTo(url: string, delayMs: number): Promise<Line> {
  const target = Number(new URL(url).port);
  const pairs = new Set<{ ends: Socket[]; silent: boolean; cutNext: boolean }>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const pair = { ends: [near, far], silent: false, cutNext: false };
    pairs.add(pair);
    const end = () => {
      for (const each of pair.ends) each.destroy();
      pairs.delete(pair);
    };
    const carry = (from: Socket, to: Socket) =>
      from.on('data', (piece) => {
        setTimeout(() => {
          if (pair.silent || to.destroyed) return;
          if (!pair.cutNext) return void to.write(piece);
          to.write(piece.subarray(0, Math.ceil(piece.length / 2)), end);
        }, delayMs);
      });
    carry(near, far);
    carry(far, near);
    for (const each of pair.ends) each.on('close', () => pair.silent || end()).on('error', end);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut(share = 1) {
      const chosen = [...pairs].filter(() => Math.random() < share);
      for (const pair of chosen) pair.cutNext = true;
      return chosen.length;
    },
    goSilent() {
      for (const pair of pairs) pair.silent = true;
    },
    async close() {
      for (const pair of pairs) for (const each of pair.ends) each.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
