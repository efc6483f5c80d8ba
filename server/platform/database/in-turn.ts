import { transaction, type Database, type Tx } from './transaction.ts';

/**
 * Runs `run` for each of `all` in turn, in a transaction of its own: one that fails must not keep the
 * ones after it from theirs. Answers what each came to.
 * @throws what the first that failed threw, once all have had their turn
 */
export async function inTurn<T, R>(
  database: Database,
  all: readonly T[],
  run: (tx: Tx, one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  for (const one of all) {
    try {
      results.push(await transaction(database, {}, (tx) => run(tx, one)));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return results;
}
